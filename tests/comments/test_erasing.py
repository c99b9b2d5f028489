"""What a member who leaves has said: taken back in batches, with every number in its place."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import departing, leaving
from accounts.models import Departure, Notice, User
from comments import erasing, reacting
from comments.models import Comment, CommentVersion, Discussion, Passage, Reaction, Report, Rule, State, Tally
from comments.recounting import recount
from comments.submission import Words, submit  # noqa: F401 - the cast says by it
from tests.cast import say

pytestmark = pytest.mark.django_db
KEEP, ERASE = Departure.Comments.KEEP, Departure.Comments.ERASE


def leave_for_good(member: User, comments: str) -> None:
    departing.leave(member, comments)
    Departure.objects.update(final_at=timezone.now())
    for _minute in range(100):
        if departing.finish_due():
            break
    member.refresh_from_db()
    assert member.is_erased


def differences() -> list[str]:
    return [str(one) for one in recount(dry_run=True)]


def counts(discussion: Discussion) -> tuple[int, int]:
    discussion.refresh_from_db()
    return discussion.comment_count, sum(Tally.objects.filter(discussion=discussion).values_list("count", flat=True))


def test_everything_said_goes_and_only_what_was_public_leaves_a_place(
    client: Client, discussion: Discussion, lawyer: User, reader: User, moderator: User, abuse: Rule
) -> None:
    head = say(discussion, lawyer, "첫머리에서 한 말입니다.", passage=Passage.drawn("b-1", "첫 문단입니다."))
    reply = say(discussion, reader, "거기에 답합니다.", parent=head)
    own_reply = say(discussion, lawyer, "다시 답합니다.", parent=reply)
    head.edit(by=lawyer, source="고쳐 쓴 첫머리입니다.")
    waiting = say(discussion, lawyer, "아직 아무도 읽지 않았습니다.", state=State.PENDING)
    refused = say(discussion, lawyer, "나무라는 말입니다.")
    refused.reject(by=moderator, rule=abuse, reason="나무라는 말")
    leave_for_good(lawyer, ERASE)
    assert not Comment.objects.filter(author=lawyer).exclude(state=State.REMOVED, source="", html="").exists()
    assert not CommentVersion.objects.exists()
    page = client.get(discussion.page.url).content.decode()
    assert "거기에 답합니다." in page
    for text in ("첫머리", "다시 답합니다", "아무도 읽지", "나무라는"):
        assert text not in page
    assert f'id="comment-{head.pk}"' in page
    assert f'id="comment-{own_reply.pk}"' in page
    assert f'id="comment-{waiting.pk}"' not in page
    assert counts(discussion) == (1, 1)
    assert differences() == []


def test_what_was_said_stays_where_that_was_chosen_and_what_nobody_saw_goes(
    discussion: Discussion, lawyer: User, moderator: User, abuse: Rule
) -> None:
    public = say(discussion, lawyer, "남을 말입니다.")
    waiting = say(discussion, lawyer, "기다리던 말입니다.", state=State.PENDING)
    refused = say(discussion, lawyer, "물리친 말입니다.", state=State.PENDING)
    refused.reject(by=moderator, rule=abuse, reason="이유")
    leave_for_good(lawyer, KEEP)
    public.refresh_from_db()
    assert (public.state, public.source) == (State.PUBLISHED, "남을 말입니다.")
    gone = Comment.objects.filter(pk__in=[waiting.pk, refused.pk])
    assert set(gone.values_list("state", "source")) == {(State.REMOVED, "")}
    assert counts(discussion) == (1, 1)


def test_the_sides_taken_go_and_the_scores_follow(discussion: Discussion, lawyer: User, reader: User, translator: User) -> None:
    agreed, other = say(discussion, reader), say(discussion, reader, "둘째 말.")
    reacting.react(agreed, lawyer, Reaction.Value.AGREE)
    reacting.react(agreed, translator, Reaction.Value.AGREE)
    reacting.react(other, lawyer, Reaction.Value.DISAGREE)
    leave_for_good(lawyer, ERASE)
    assert [reaction.member for reaction in Reaction.objects.all()] == [translator]
    other.refresh_from_db()
    assert (other.agree_count, other.disagree_count, other.score_top) == (0, 0, 0)
    assert differences() == []


def test_the_sides_taken_stay_with_the_comments_that_stay(discussion: Discussion, lawyer: User, reader: User) -> None:
    reacting.react(say(discussion, reader), lawyer, Reaction.Value.AGREE)
    leave_for_good(lawyer, KEEP)
    assert Reaction.objects.count() == 1


def test_who_had_reported_one_is_told(discussion: Discussion, lawyer: User, reader: User, abuse: Rule) -> None:
    Report.file(say(discussion, lawyer), by=reader, rule=abuse, words="살펴봐 주세요.")
    leave_for_good(lawyer, ERASE)
    notice = Notice.objects.of(reader).get()
    assert (notice.kind, notice.context["action"]) == ("report_answered", "removed")


def test_others_in_the_same_discussion_lose_nothing(discussion: Discussion, lawyer: User, reader: User) -> None:
    mine = [say(discussion, reader, f"말 {number}") for number in range(3)]
    say(discussion, lawyer)
    leave_for_good(lawyer, ERASE)
    assert Comment.objects.published().filter(pk__in=[one.pk for one in mine]).count() == 3


@pytest.fixture
def many(discussion: Discussion, lawyer: User, reader: User) -> Discussion:
    """A thousand comments of one member, most of them answers in threads of another, some about a paragraph."""
    passage = Passage.of(discussion, "b-1", "첫 문단입니다.")
    heads = [say(discussion, reader, f"머리 {number}") for number in range(3)]
    worn = {"profession": lawyer.profession, "credential": lawyer.credentials.get()}
    common = {"discussion": discussion, "author": lawyer, "state": State.PUBLISHED, "published_at": timezone.now(), "source": "말", **worn}
    Comment.objects.bulk_create(
        Comment(**common, parent=heads[number % 3], root=heads[number % 3], depth=1) if number % 4 else Comment(**common, passage=passage)
        for number in range(1000)
    )
    for _difference in recount():
        pass
    assert counts(discussion) == (1003, 1003)
    return discussion


def test_a_thousand_comments_take_a_bounded_number_of_queries_a_batch(many: Discussion, lawyer: User) -> None:
    assert erasing.A_BATCH == 200
    numbers = []
    for _batch in range(5):
        with CaptureQueriesContext(connection) as queries:
            assert erasing.erase_comments(lawyer, ERASE)
        numbers.append(len(queries))
    assert max(numbers) <= 14, numbers
    assert not erasing.erase_comments(lawyer, ERASE)
    assert counts(many) == (3, 3)
    assert differences() == []


def test_killed_half_way_it_goes_on(many: Discussion, lawyer: User, monkeypatch: Any) -> None:
    departing.leave(lawyer, ERASE)
    Departure.objects.update(final_at=timezone.now())
    batches = []

    def killed(member: User, comments: str) -> bool:
        if len(batches) == 2:
            raise SystemExit
        batches.append(member)
        return erasing.erase_comments(member, comments)

    monkeypatch.setattr(leaving, "ERASERS", [killed])
    with pytest.raises(SystemExit):
        departing.finish_due()
    lawyer.refresh_from_db()
    assert not lawyer.is_erased
    assert counts(many) == (603, 603)
    assert differences() == []
    monkeypatch.undo()
    assert departing.finish_due() == 1
    assert counts(many) == (3, 3)
    assert differences() == []


def test_one_member_with_much_does_not_hold_the_clock(many: Discussion, lawyer: User) -> None:
    departing.leave(lawyer, ERASE)
    Departure.objects.update(final_at=timezone.now())
    departure = Departure.objects.get()
    assert not departing.finish(departure, batches=2)
    assert counts(many) == (603, 603)
    assert departing.finish(departure)
    assert counts(many) == (3, 3)
