"""Many moderators, many comments: narrowing, several at once, in hand, undoing, notes, limits."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from accounts.models import Profession, User
from articles.models import ColumnPage, Topic
from comments.desk.limits import within
from comments.desk.narrowing import Narrowing
from comments.desk.queues import MOST, QUEUES
from comments.models import Comment, Decision, DeskLimit, Discussion, Handling, MemberNote, Report, Rule, State
from tests.cast import log_in, make_column, make_member, say

pytestmark = pytest.mark.django_db


def at(name: str, *args: object) -> str:
    return reverse(f"comments_desk:{name}", args=args)


def chosen(*comments: Comment, seen: int = 0) -> list[str]:
    return [f"{one.pk}:{seen}:{one.edition}" for one in comments]


@pytest.fixture
def desk(moderator: User):
    return log_in(moderator)


@pytest.fixture
def three(discussion: Discussion, reader: User, translator: User, lawyer: User) -> list[Comment]:
    comments = [say(discussion, who, f"{who.name}의 말", state=State.PENDING) for who in (reader, translator, lawyer)]
    Comment.objects.update(held_because="")
    return comments


# Narrowing


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("?why=newcomer", ["느린걸음"]),
        ("?why=other", ["문가람", "윤해인"]),
        ("?profession=lawyer", ["윤해인"]),
        ("?age=late", ["문가람"]),
        ("?age=hour", ["느린걸음", "윤해인"]),
        ("?age=day", []),
        ("?why=newcomer&age=late", []),
        ("?column=999999", []),
        ("?why=no-such&column=x&age=y", []),
        ("?column=x&age=y", ["문가람", "느린걸음", "윤해인"]),
    ],
)
def test_a_queue_is_narrowed_by_why_profession_age_and_column(desk, three: list[Comment], query: str, who: list[str]) -> None:
    Comment.objects.filter(pk=three[0].pk).update(held_because="newcomer")
    Comment.objects.filter(pk=three[1].pk).update(created_at=timezone.now() - timedelta(hours=3))
    page = desk.get(at("queue", "waiting") + query)
    assert [item.comment.author.name for item in page.context["listing"].items] == who


def test_reports_are_narrowed_by_their_rule(desk, discussion: Discussion, reader: User, lawyer: User, abuse: Rule) -> None:
    one, other = say(discussion, reader, "하나"), say(discussion, reader, "둘")
    Report.file(one, by=lawyer, rule=abuse)
    Report.file(other, by=lawyer, rule=Rule.objects.get(key="spam"))
    page = desk.get(at("queue", "reported") + f"?why={abuse.key}")
    assert [item.comment for item in page.context["listing"].items] == [one]


def test_after_a_decision_the_next_of_the_narrowed_queue_follows(desk, three: list[Comment]) -> None:
    Comment.objects.filter(pk__in=[three[0].pk, three[2].pk]).update(held_because="newcomer")
    form = {"seen": 0, "edition": three[0].edition, "tab": "waiting"}
    answer = desk.post(at("publish", three[0].pk) + "?why=newcomer", form)
    assert answer["Location"] == at("case", "waiting", three[2].pk) + "?why=newcomer"


def test_a_profession_that_too_few_hold_narrows_as_it_is_shown(three: list[Comment], moderator: User) -> None:
    lawyer = Profession.objects.get(slug="lawyer")
    Profession.objects.filter(pk=lawyer.pk).update(shown_as=None)
    assert not QUEUES["waiting"](moderator, Narrowing(profession="lawyer")).total


def test_beyond_a_thousand_nothing_is_counted(moderator: User, discussion: Discussion, reader: User, desk) -> None:
    Comment.objects.bulk_create(Comment(discussion=discussion, author=reader, source="말", state=State.PENDING) for _ in range(MOST + 5))
    assert QUEUES["waiting"](moderator).total == MOST
    assert "1,000+" in desk.get(at("queue", "waiting")).content.decode()


# Several at once


def test_several_are_approved_at_once_each_with_its_row(desk, three: list[Comment]) -> None:
    answer = desk.post(at("bulk", "publish"), {"tab": "waiting", "chosen": chosen(*three[:2])})
    assert answer.status_code == 302
    assert [Comment.objects.get(pk=one.pk).state for one in three] == ["published", "published", "pending"]
    assert Decision.objects.count() == 2


def test_refusing_several_asks_for_rule_and_reason_and_keeps_what_was_chosen(desk, three: list[Comment], abuse: Rule) -> None:
    asked = desk.post(at("bulk", "reject"), {"tab": "waiting", "chosen": chosen(*three[:2])})
    assert asked.status_code == 200
    assert [one for one, *_ in asked.context["chosen"]] == three[:2]
    unsaid = desk.post(at("bulk", "reject"), {"tab": "waiting", "chosen": chosen(*three[:2]), "rule": abuse.pk, "reason": " "})
    assert unsaid.status_code == 422
    assert not Decision.objects.exists()
    desk.post(at("bulk", "reject"), {"tab": "waiting", "chosen": chosen(*three[:2]), "rule": abuse.pk, "reason": "사람을 비난합니다."})
    assert {(row.action, row.rule, row.reason) for row in Decision.objects.all()} == {("reject", abuse, "사람을 비난합니다.")}
    assert Decision.objects.count() == 2


def test_one_that_was_overtaken_stops_none_of_the_others(desk, three: list[Comment], other_moderator: User, abuse: Rule) -> None:
    ticked = chosen(*three)
    three[1].reject(by=other_moderator, rule=abuse, reason="먼저 정했습니다.")
    page = desk.post(at("bulk", "publish"), {"tab": "waiting", "chosen": ticked}, follow=True).content.decode()
    assert [Comment.objects.get(pk=one.pk).state for one in three] == ["published", "rejected", "published"]
    assert "문가람" in page


def test_ones_own_and_what_another_has_in_hand_are_left_alone(
    discussion: Discussion, reader: User, moderator: User, other_moderator: User
) -> None:
    own, held, free = say(discussion, moderator), *(say(discussion, reader, f"{n}", state=State.PENDING) for n in range(2))
    Comment.objects.filter(pk=own.pk).update(state=State.PENDING)
    Handling.take(held, other_moderator)
    log_in(moderator).post(at("bulk", "publish"), {"tab": "waiting", "chosen": chosen(own, held, free)})
    assert [Comment.objects.get(pk=one.pk).state for one in (own, held, free)] == ["pending", "pending", "published"]


@pytest.mark.parametrize("said", ["", "x", "1", "1:x:", "99999999999999999999:0:", "-1:0:", "999999:0:"])
def test_nonsense_chooses_nothing(desk, three: list[Comment], said: str) -> None:
    assert desk.post(at("bulk", "publish"), {"tab": "waiting", "chosen": [said]}).status_code == 302
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("verb", "tab"), [("keep", "waiting"), ("publish", "reported"), ("publish", "done"), ("erase", "waiting"), ("publish", "x")]
)
def test_what_a_queue_does_not_offer_at_once_is_not_found(desk, three: list[Comment], verb: str, tab: str) -> None:
    assert desk.post(at("bulk", verb), {"tab": tab, "chosen": chosen(*three)}).status_code == 404


# Undoing at the desk


def test_a_press_of_one_button_takes_all_of_a_bulk_decision_back(desk, three: list[Comment]) -> None:
    with override_settings(COMMENTS_UNDO_SECONDS=10):
        desk.post(at("bulk", "publish"), {"tab": "waiting", "chosen": chosen(*three)})
        assert desk.get(at("queue", "waiting")).context["undoable"] in range(5, 11)
        desk.post(at("undo"), {"tab": "waiting"})
        assert desk.get(at("queue", "waiting")).context["undoable"] == 0
    assert [Comment.objects.get(pk=one.pk).state for one in three] == ["pending"] * 3
    assert Decision.objects.filter(action="undo").count() == 3


def test_undoing_one_decision_leads_back_to_its_comment(desk, three: list[Comment], abuse: Rule) -> None:
    with override_settings(COMMENTS_UNDO_SECONDS=10):
        form = {"seen": 0, "edition": three[0].edition, "tab": "waiting", "rule": abuse.pk, "reason": "욕설"}
        desk.post(at("reject", three[0].pk), form)
        assert desk.post(at("undo"), {"tab": "waiting"})["Location"] == at("case", "waiting", three[0].pk)


def test_what_was_chosen_and_typed_stands_there_again_after_undoing_for_who_typed_it(
    desk, three: list[Comment], abuse: Rule, other_moderator: User
) -> None:
    address = at("case", "waiting", three[0].pk)
    with override_settings(COMMENTS_UNDO_SECONDS=10):
        form = {
            "seen": 0,
            "edition": three[0].edition,
            "tab": "waiting",
            "rule": abuse.pk,
            "reason": "한 시간 걸려 쓴 말",
            "facts": "둘째 줄",
        }
        desk.post(at("reject", three[0].pk), form)
        desk.post(at("undo"), {"tab": "waiting"})
    assert (
        desk.get(address).context["form"].initial.items() >= {"rule": abuse.pk, "reason": "한 시간 걸려 쓴 말", "facts": "둘째 줄"}.items()
    )
    said = desk.get(address).content.decode()
    assert f'value="{abuse.pk}" checked' in said
    assert ">\n한 시간 걸려 쓴 말</textarea>" in said
    assert "reason" not in log_in(other_moderator).get(address).context["form"].initial
    desk.post(at("publish", three[0].pk), {"seen": 2, "edition": three[0].edition, "tab": "waiting"})
    assert "reason" not in desk.get(address).context["form"].initial


def test_undoing_too_late_says_so(desk, three: list[Comment]) -> None:
    with override_settings(COMMENTS_UNDO_SECONDS=10):
        desk.post(at("publish", three[0].pk), {"seen": 0, "edition": three[0].edition, "tab": "waiting"})
        with freeze_time(timezone.now() + timedelta(seconds=11)):
            assert desk.get(at("queue", "waiting")).context["undoable"] == 0
            desk.post(at("undo"), {"tab": "waiting"})
    assert Comment.objects.get(pk=three[0].pk).state == State.PUBLISHED


# In hand


def test_what_one_has_in_hand_another_cannot_decide_on_but_can_take_over(
    desk, three: list[Comment], other_moderator: User, moderator: User
) -> None:
    other = log_in(other_moderator)
    other.post(at("take", three[0].pk), {"tab": "waiting"})
    page = desk.get(at("case", "waiting", three[0].pk))
    assert other_moderator.name in page.content.decode()
    form = {"seen": 0, "edition": three[0].edition, "tab": "waiting", "reason": "적어 둔 말"}
    refused = desk.post(at("publish", three[0].pk), form)
    assert refused.status_code == 409
    assert "적어 둔 말" in refused.content.decode()
    desk.post(at("take", three[0].pk), {"tab": "waiting"})
    assert Handling.objects.get().moderator == other_moderator
    desk.post(at("take-over", three[0].pk), {"tab": "waiting"})
    assert Handling.objects.get().moderator == moderator
    assert desk.post(at("publish", three[0].pk), form).status_code == 302


def test_a_hand_ends_by_itself_and_can_be_laid_down(three: list[Comment], moderator: User, other_moderator: User) -> None:
    assert Handling.take(three[0], other_moderator)
    assert not Handling.take(three[0], moderator)
    with freeze_time(timezone.now() + Handling.FOR + timedelta(seconds=1)):
        assert Handling.take(three[0], moderator)
    Handling.lay_down(three[0], other_moderator)  # not theirs any more
    assert Handling.objects.get().moderator == moderator
    Handling.lay_down(three[0], moderator)
    assert not Handling.objects.exists()


def test_the_next_item_is_one_that_nobody_has_in_hand(three: list[Comment], moderator: User, other_moderator: User) -> None:
    Handling.take(three[0], other_moderator)
    assert QUEUES["waiting"](moderator).next_at(0) == three[1]
    assert QUEUES["waiting"](other_moderator).next_at(0) == three[0]


# Notes


def test_notes_are_for_moderators_and_go_with_their_author_or_member(
    desk, three: list[Comment], moderator: User, other_moderator: User
) -> None:
    desk.post(at("note", three[0].pk), {"tab": "waiting", "words": "말이 거칠다. 1월에 안내했다."})
    note = MemberNote.objects.get()
    assert (
        "1월에 안내했다"
        in log_in(other_moderator).get(at("case", "waiting", three[1].pk).replace(str(three[1].pk), str(three[0].pk))).content.decode()
    )
    for page in ("/accounts/settings/", f"/people/{three[0].author.handle}/"):
        assert "안내했다" not in log_in(three[0].author).get(page).content.decode()
    assert log_in(other_moderator).post(at("remove-note", three[0].pk, note.pk), {"tab": "waiting"}).status_code == 404
    desk.post(at("remove-note", three[0].pk, note.pk), {"tab": "waiting"})
    assert not MemberNote.objects.exists()


@pytest.mark.parametrize("words", ["", "  ", "가" * 501])
def test_a_note_says_something_and_is_short(desk, three: list[Comment], words: str) -> None:
    assert desk.post(at("note", three[0].pk), {"tab": "waiting", "words": words}, follow=True).status_code == 200
    assert not MemberNote.objects.exists()


# Limits


@pytest.fixture
def elsewhere(columns, columnist, reader: User) -> Comment:
    column = make_column(columns, columnist, "다른 주제의 칼럼")
    topic = Topic.objects.create(name="법과 정의")
    ColumnPage.objects.get(pk=column.pk).topics.add(topic)
    column.topics.add(topic)
    column.save()
    return say(Discussion.for_writing(column), reader, "다른 칼럼에서", state=State.PENDING)


def test_who_is_limited_to_a_topic_sees_and_decides_on_nothing_else(
    desk, three: list[Comment], elsewhere: Comment, moderator: User
) -> None:
    DeskLimit.objects.create(moderator=moderator, kind="topic", target=Topic.objects.get().pk)
    page = desk.get(at("queue", "waiting"))
    assert [item.comment for item in page.context["listing"].items] == [elsewhere]
    assert desk.get(at("case", "waiting", three[0].pk)).status_code == 404
    assert desk.post(at("publish", three[0].pk), {"seen": 0, "edition": three[0].edition, "tab": "waiting"}).status_code == 404
    desk.post(at("bulk", "publish"), {"tab": "waiting", "chosen": chosen(*three, elsewhere)})
    assert list(Decision.objects.values_list("comment", flat=True)) == [elsewhere.pk]


def test_a_section_is_its_page_and_all_below(
    three: list[Comment], elsewhere: Comment, columns, other_moderator: User, moderator: User
) -> None:
    DeskLimit.objects.create(moderator=moderator, kind="section", target=columns.pk)
    DeskLimit.objects.create(moderator=other_moderator, kind="section", target=elsewhere.discussion.page_id)
    assert Comment.objects.filter(within(moderator)).count() == 4
    assert list(Comment.objects.filter(within(other_moderator))) == [elsewhere]


def test_a_limit_to_what_is_gone_or_unknown_opens_nothing(three: list[Comment], moderator: User, other_moderator: User) -> None:
    DeskLimit.objects.create(moderator=moderator, kind="section", target=999_999)
    DeskLimit.objects.create(moderator=other_moderator, kind="no-such-kind", target=1)
    for who in (moderator, other_moderator):
        assert not Comment.objects.filter(within(who)).exists()


def test_limits_are_kept_by_administrators(administrator: User, moderator: User, columns, column) -> None:
    keeper = log_in(administrator)
    form = {"moderator": moderator.pk, "thing": f"section:{columns.pk}"}
    assert log_in(moderator).post(at("add-limit"), form).status_code == 302
    assert not DeskLimit.objects.exists()
    for _time in range(2):
        keeper.post(at("add-limit"), form)
    limit = DeskLimit.objects.get()
    assert columns.title in keeper.get(at("limits")).content.decode()
    assert keeper.post(at("add-limit"), {"moderator": moderator.pk, "thing": "section:999999"}).status_code == 422
    assert keeper.post(at("add-limit"), {"moderator": make_member("no-moderator", "독자").pk, "thing": form["thing"]}).status_code == 422
    keeper.post(at("remove-limit", limit.pk))
    assert not DeskLimit.objects.exists()
