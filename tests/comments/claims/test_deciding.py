"""What staff decide on a claim, what follows in the same transaction, and what each side learns."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Notice, User
from articles.models import ColumnPage
from comments.claims import deciding, ending, filing, objecting
from comments.claims.deciding import ClaimDecided, TooLong
from comments.models import Claim, Comment, CommentVersion, Decision, Discussion, Outcome, Report, Rule, State, Tally
from comments.models.claim import OUTCOMES
from comments.recounting import put_right
from comments.transitions import OwnComment
from tests.cast import log_in, make_member, say

from .conftest import REASON, SECRETS, WORDS, file

Blind = Callable[..., Claim]
ALLOWED = {
    "open": "refused blinded erased gone",
    "blinded": "blinded ended erased gone",
    "refused": "",
    "ended": "",
    "erased": "erased",
    "gone": "",
}


def month() -> Any:
    return timezone.now() + timedelta(days=30)


def state_of(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def notices(user: User) -> list[str]:
    return list(Notice.objects.filter(recipient=user, kind__startswith="claim_").order_by("pk").values_list("kind", flat=True))


def test_the_table_is_the_one_we_agreed_on() -> None:
    assert {key.value: set(to) for key, to in OUTCOMES.items()} == {key: set(to.split()) for key, to in ALLOWED.items()}


@pytest.mark.parametrize(("was", "to"), list(product(Outcome, Outcome)))
def test_a_case_goes_where_the_table_allows_and_nowhere_else(claim: Claim, was: Outcome, to: Outcome) -> None:
    Claim.objects.filter(pk=claim.pk).update(outcome=was)
    claim.refresh_from_db()
    assert claim.advance(to) == (to.value in ALLOWED[was.value].split())
    assert Claim.objects.get().outcome == (to if to.value in ALLOWED[was.value].split() else was)


def test_a_case_is_moved_from_the_version_that_was_read_and_no_other(claim: Claim) -> None:
    late = Claim.objects.get()
    assert claim.advance(Outcome.BLINDED, until=month())
    assert not late.advance(Outcome.BLINDED, until=month() + timedelta(days=1))
    assert (Claim.objects.get().version, Claim.objects.get().until) == (claim.version, claim.until)


def test_a_refusal_hides_nothing_and_tells_both_why(claim: Claim, said: Comment, moderator: User) -> None:
    decision = deciding.refuse(claim, by=moderator, reason="특정된 사람이 없습니다.")
    assert (decision.action, decision.from_state, decision.to_state, decision.comment) == ("refuse", "published", "published", said)
    assert (state_of(said), Claim.objects.get().outcome) == (State.PUBLISHED, Outcome.REFUSED)
    assert notices(said.author) == ["claim_refuse"]
    assert [letter.kind for letter in claim.letters.all()] == ["filed", "refuse"]


def test_what_is_hidden_leaves_the_page_and_the_counts_but_keeps_its_replies(
    said: Comment, claim: Claim, blind: Blind, reader: User, discussion: Discussion
) -> None:
    reply = say(discussion, reader, "답글은 남습니다.", parent=said)
    blind(claim)
    page = Client().get(discussion.page.url).content.decode()
    assert state_of(said) == State.BLINDED
    assert WORDS not in page
    assert f"comment-{reply.pk}" in page
    assert "답글은 남습니다." in page
    discussion.refresh_from_db()
    assert discussion.comment_count == 1
    assert Tally.objects.get(discussion=discussion, verified=True).count == 0
    assert not put_right(discussion)


def test_in_its_place_stand_kind_ground_and_end_and_no_names(said: Comment, claim: Claim, blind: Blind) -> None:
    until = blind(claim).until
    for address in (said.discussion.page.url, f"/comments/{said.pk}/thread/"):
        place = re.search(rf'<article id="comment-{said.pk}".*?</article>', Client().get(address).content.decode(), re.DOTALL).group()
        assert "임시조치로 가려진 댓글입니다." in place
        assert claim.get_ground_display() in place
        assert timezone.localtime(until).date().isoformat() in place
        for word in ("윤해인", "변호사", WORDS, REASON, *SECRETS):
            assert word not in place


def test_the_author_sees_the_place_and_not_the_words_in_the_thread(said: Comment, claim: Claim, blind: Blind) -> None:
    blind(claim)
    assert WORDS not in log_in(said.author).get(said.discussion.page.url).content.decode()


def test_both_are_told_at_the_same_moment_with_reason_end_and_the_way_to_object(
    said: Comment, claim: Claim, blind: Blind, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        blind(claim)
    notice = Notice.objects.get(recipient=said.author, kind="claim_blind")
    assert notice.url == f"/comments/claims/{claim.pk}/"
    assert {letter.to[0] for letter in mail.outbox[-2:]} == {said.author.email, claim.email}
    for letter in mail.outbox[-2:]:
        assert REASON in letter.body
        assert WORDS not in letter.body
    [row] = claim.letters.filter(kind="blind")
    assert abs(row.made_at - notice.created_at) < timedelta(seconds=2)


def test_the_ledger_says_rule_reason_until_and_by_whom(claim: Claim, blind: Blind, moderator: User, abuse: Rule) -> None:
    blind(claim)
    decision = Decision.objects.get(action="blind")
    assert (decision.rule, decision.reason, decision.actor, decision.from_state, decision.to_state) == (
        abuse, REASON, moderator, "published", "blinded",
    )  # fmt: skip
    assert decision.until == Claim.objects.get().until
    for secret in SECRETS:
        assert secret not in decision.reason + decision.facts


@pytest.mark.parametrize("days", [31, -1, 0])
def test_nothing_is_hidden_for_more_than_thirty_days_nor_into_the_past(claim: Claim, blind: Blind, said: Comment, days: int) -> None:
    with pytest.raises(TooLong):
        blind(claim, days)
    assert (state_of(said), Decision.objects.count()) == (State.PUBLISHED, 0)


def test_deleted_by_decision_the_text_is_gone_with_what_it_said_before_and_reports_are_answered(
    said: Comment, claim: Claim, moderator: User, abuse: Rule, reader: User
) -> None:
    CommentVersion.objects.create(comment=said, source="전에는 이랬습니다.")
    Report.file(said, by=reader, rule=abuse)
    decision = deciding.erase(claim, by=moderator, rule=abuse, reason=REASON)
    said.refresh_from_db()
    assert (said.state, said.source, said.html, decision.action) == (State.ERASED, "", "", "erase")
    assert not CommentVersion.objects.exists()
    assert not Report.objects.open().exists()
    assert notices(said.author) == ["claim_erase"]
    assert claim.get_ground_display() in Client().get(said.discussion.page.url).content.decode()


def test_deleting_settles_every_other_claim_on_the_same(said: Comment, claim: Claim, moderator: User, abuse: Rule, blind: Blind) -> None:
    other, third = file(comment=said, email="dareun@example.org"), file(comment=said, email="set@example.org")
    blind(other)
    deciding.erase(claim, by=moderator, rule=abuse, reason=REASON)
    assert {Claim.objects.get(pk=one.pk).outcome for one in (other, third)} == {Outcome.GONE}
    assert [letter.kind for letter in third.letters.all()] == ["filed", "gone"]


def test_nobody_decides_on_a_claim_about_their_own_words(moderator: User, discussion: Discussion, abuse: Rule) -> None:
    own = file(comment=say(discussion, moderator, "운영자의 말"))
    for act in (
        lambda: deciding.refuse(own, by=moderator, reason="아닙니다."),
        lambda: deciding.blind(own, by=moderator, rule=abuse, reason="예.", until=month()),
        lambda: deciding.erase(own, by=moderator, rule=abuse, reason="예."),
    ):
        with pytest.raises(OwnComment):
            act()
    assert not Decision.objects.exists()


def test_who_comes_second_changes_nothing(claim: Claim, said: Comment, moderator: User, other_moderator: User, abuse: Rule) -> None:
    late = Claim.objects.get()
    deciding.refuse(claim, by=moderator, reason="근거가 없습니다.")
    for act in (
        lambda: deciding.blind(late, by=other_moderator, rule=abuse, reason="예.", until=month()),
        lambda: deciding.erase(late, by=other_moderator, rule=abuse, reason="예."),
        lambda: deciding.refuse(late, by=other_moderator, reason="예."),
    ):
        with pytest.raises(ClaimDecided):
            act()
    assert (state_of(said), Decision.objects.count()) == (State.PUBLISHED, 1)


def test_what_was_seen_counts_and_not_what_was_read_a_moment_ago(claim: Claim, moderator: User) -> None:
    with pytest.raises(ClaimDecided):
        deciding.refuse(claim, by=moderator, reason="예.", seen=claim.version - 1)
    deciding.refuse(claim, by=moderator, reason="예.", seen=claim.version)


def test_what_nobody_confirmed_cannot_be_decided_on(said: Comment, moderator: User) -> None:
    unconfirmed = Claim.objects.create(comment=said, ground="privacy", email="a@example.org")
    with pytest.raises(ClaimDecided):
        deciding.refuse(unconfirmed, by=moderator, reason="예.")


def test_a_comment_that_its_author_deleted_meanwhile_settles_the_claim(claim: Claim, said: Comment, moderator: User, abuse: Rule) -> None:
    late = Claim.objects.get()
    said.remove(by=said.author)
    assert Claim.objects.get().outcome == Outcome.GONE
    assert [letter.kind for letter in claim.letters.all()] == ["filed", "gone"]
    with pytest.raises(ClaimDecided):
        deciding.blind(late, by=moderator, rule=abuse, reason="예.", until=month())
    assert state_of(said) == State.REMOVED


def test_an_author_may_delete_what_is_hidden_and_it_does_not_come_back(said: Comment, claim: Claim, blind: Blind) -> None:
    blind(claim, 1)
    Comment.objects.get(pk=said.pk).remove(by=said.author)
    assert ending.end_due(timezone.now() + timedelta(days=2)) == 0
    assert (state_of(said), Claim.objects.get().outcome) == (State.REMOVED, Outcome.GONE)


def test_leaving_and_taking_everything_back_settles_the_claims(said: Comment, claim: Claim, blind: Blind) -> None:
    from comments.erasing import erase_comments

    blind(claim)
    while erase_comments(said.author, "erase"):
        pass
    assert (state_of(said), Claim.objects.get().outcome) == (State.REMOVED, Outcome.GONE)


@pytest.mark.parametrize(("verb", "outcome"), [("publish", Outcome.ENDED), ("reject", Outcome.GONE)])
def test_a_decision_in_the_queue_on_what_is_hidden_ends_the_claim(
    said: Comment, claim: Claim, blind: Blind, moderator: User, abuse: Rule, verb: str, outcome: Outcome
) -> None:
    blind(claim)
    words = {} if verb == "publish" else {"rule": abuse, "reason": REASON}
    getattr(Comment.objects.get(pk=said.pk), verb)(by=moderator, **words)
    assert Claim.objects.get().outcome == outcome
    assert claim.letters.last().kind == ("unblind" if verb == "publish" else "gone")


def test_a_comment_that_was_taken_down_can_be_refused_or_deleted_but_not_hidden(
    said: Comment, claim: Claim, moderator: User, abuse: Rule
) -> None:
    said.reject(by=moderator, rule=abuse, reason=REASON)
    with pytest.raises(ClaimDecided):
        deciding.blind(Claim.objects.get(), by=moderator, rule=abuse, reason=REASON, until=month())
    deciding.erase(Claim.objects.get(), by=moderator, rule=abuse, reason=REASON)
    assert state_of(said) == State.ERASED


def test_staff_open_a_case_that_nobody_asked_for(said: Comment, moderator: User, blind: Blind) -> None:
    case = filing.open_case(by=moderator, ground="privacy", comment=said)
    assert not case.letters.exists()
    blind(case)
    assert (state_of(said), notices(said.author)) == (State.BLINDED, ["claim_blind"])
    assert not case.letters.exists()
    with pytest.raises(OwnComment):
        filing.open_case(by=moderator, ground="privacy", comment=say(said.discussion, moderator))


def test_two_claims_on_one_comment_both_have_to_end(said: Comment, claim: Claim, blind: Blind) -> None:
    other = file(comment=said, email="dareun@example.org")
    blind(claim, 10)
    blind(other, 20)
    in_days = lambda days: timezone.now() + timedelta(days=days)  # noqa: E731
    Claim.objects.filter(pk=claim.pk).update(until=in_days(-1))
    assert ending.end_due() == 1
    assert (state_of(said), notices(said.author).count("claim_unblind")) == (State.BLINDED, 1)  # and it says that it is still hidden
    assert claim.letters.last().context["hidden"] is True
    assert Notice.objects.get(recipient=said.author, kind="claim_unblind").context["hidden"] is True
    Claim.objects.filter(pk=other.pk).update(until=in_days(-1))
    assert ending.end_due() == 1
    assert (state_of(said), notices(said.author).count("claim_unblind")) == (State.PUBLISHED, 2)


def test_an_objection_reaches_staff_and_the_claimant_hears_no_name(moderator: User, claim: Claim, said: Comment, blind: Blind) -> None:
    hidden = blind(claim)
    assert objecting.object_to(hidden, by=said.author, text="판결문에 있는 말입니다.")
    hidden.refresh_from_db()
    assert timedelta(hours=23) < hidden.due_at - timezone.now() <= timedelta(hours=24)
    assert notices(moderator) == ["claim_staff", "claim_staff"]
    letter = claim.letters.get(kind="objection")
    assert "판결문" not in str(letter.context)
    assert "윤해인" not in str(letter.context)
    assert not objecting.object_to(hidden, by=said.author, text="또 한 번")
    assert Claim.objects.get().objection == "판결문에 있는 말입니다."


def test_only_the_author_objects(claim: Claim, blind: Blind, reader: User) -> None:
    with pytest.raises(PermissionError):
        objecting.object_to(blind(claim), by=reader, text="저도 반대합니다.")


def test_staff_leave_it_or_show_it_again_after_an_objection(
    claim: Claim, said: Comment, blind: Blind, moderator: User, other_moderator: User
) -> None:
    first = blind(claim)
    with pytest.raises(ClaimDecided):
        deciding.stay(first, by=other_moderator, reason="아직 아무 말도 없었습니다.")
    objecting.object_to(first, by=said.author, text="판결문에 있는 말입니다.")
    decision = deciding.stay(Claim.objects.get(), by=other_moderator, reason="그래도 가립니다.")
    assert (decision.action, decision.to_state, decision.earlier.action) == ("blind", "blinded", "blind")
    assert Claim.objects.get().due_at is None
    assert notices(said.author)[-1] == "claim_stay"
    lifted = ending.lift(Claim.objects.get(), by=other_moderator, reason="다툼이 없습니다.")
    assert (lifted.action, state_of(said), Claim.objects.get().outcome) == ("unblind", State.PUBLISHED, Outcome.ENDED)
    assert notices(said.author)[-1] == "claim_unblind"


def test_a_deletion_can_be_objected_to_for_a_while_and_a_mistake_be_admitted(
    claim: Claim, said: Comment, moderator: User, other_moderator: User, abuse: Rule, settings: Any
) -> None:
    deciding.erase(claim, by=moderator, rule=abuse, reason=REASON)
    case = Claim.objects.get()
    Claim.objects.update(closed_at=timezone.now() - timedelta(days=settings.CLAIMS_OBJECTION_DAYS + 1))
    assert not objecting.object_to(case, by=said.author, text="늦었습니다.")
    Claim.objects.update(closed_at=timezone.now())
    assert objecting.object_to(case, by=said.author, text="제 말이 맞습니다.")
    decision = ending.concede(Claim.objects.get(), by=other_moderator, reason="잘못 지웠습니다.")
    assert (decision.action, state_of(said), notices(said.author)[-1]) == ("correct", State.ERASED, "claim_concede")
    assert Claim.objects.get().due_at is None


def test_a_leaver_is_told_nothing_more(claim: Claim, said: Comment, blind: Blind) -> None:
    User.objects.filter(pk=said.author_id).update(closed_at=timezone.now())
    blind(claim)
    assert notices(said.author) == []


def test_moderators_are_told_of_what_is_owed_but_for_the_author_among_them(moderator: User, discussion: Discussion) -> None:
    other = make_member("dareun", "다른이", group="Moderators")
    file(comment=say(discussion, moderator, "운영자의 말"))
    assert (notices(moderator), notices(other)) == ([], ["claim_staff"])


def test_who_asked_is_nowhere_that_the_author_can_look(
    claim: Claim, said: Comment, blind: Blind, moderator: User, column: ColumnPage
) -> None:
    """Over the pages of the case, the inbox, letters, the discussion and everything that can be taken along."""
    from accounts.takeout import SUBJECTS

    author = log_in(said.author)
    hidden = blind(claim)
    objecting.object_to(hidden, by=said.author, text="판결문에 있는 말입니다.")
    deciding.stay(Claim.objects.get(), by=moderator, reason="그래도 가립니다.")
    Claim.objects.update(until=timezone.now() - timedelta(hours=1))
    pages = [
        f"/comments/claims/{claim.pk}/",
        "/accounts/inbox/",
        column.url,
        f"/comments/{said.pk}/thread/",
        f"/comments/on/{column.pk}/news/",
    ]
    seen = "".join(author.get(page).content.decode() for page in pages)
    ending.end_due()
    seen += "".join(author.get(page).content.decode() for page in pages)
    seen += "".join(str(list(subject.rows(said.author))) for subject in SUBJECTS.values())
    seen += "".join(str(notice.context) for notice in Notice.objects.filter(recipient=said.author))
    seen += "".join(letter.subject + letter.body for letter in mail.outbox if letter.to == [said.author.email])
    assert "판결문에 있는 말입니다." in seen
    for secret in SECRETS:
        assert secret not in seen, secret
