"""An appeal against what a rights claim hid or deleted: answered in the author's favour, it ends the case as well."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from freezegun import freeze_time

from accounts.models import Notice, User
from accounts.notices import tell_all
from comments.claims import deciding, ending, objecting
from comments.claims.mailing import written
from comments.contesting import Barrier, barrier
from comments.models import Action, Appeal, Claim, Comment, Decision, Discussion, Outcome, Rule, State
from tests.comments.claims.conftest import SECRETS, file

pytestmark = pytest.mark.django_db
Blind = Callable[..., Claim]
ANSWER = "판결문에 이미 있는 말입니다."


@pytest.fixture
def reverse(said: Comment, other_moderator: User) -> Callable[[Decision], Decision]:
    def answer(contested: Decision) -> Decision:
        return Appeal.file(contested, by=said.author, words="사실입니다.").reverse(by=other_moderator, reason=ANSWER)

    return answer


def now(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def told(member: User) -> list[str]:
    return list(Notice.objects.filter(recipient=member).order_by("pk").values_list("kind", flat=True))


def test_a_reversed_measure_ends_its_case_with_the_answer_and_both_are_told(
    claim: Claim, said: Comment, blind: Blind, reverse: Any, django_capture_on_commit_callbacks: Any
) -> None:
    hidden = blind(claim)
    answer = reverse(hidden.decision)
    case = now(claim)
    assert Comment.objects.get(pk=said.pk).state == State.PUBLISHED
    assert (answer.from_state, answer.to_state) == (State.BLINDED, State.PUBLISHED)
    assert (case.outcome, case.decision, case.due_at) == (Outcome.ENDED, answer, None)
    assert case.closed_at is not None
    assert told(said.author) == ["claim_blind", "appeal_reversed"]
    letter = case.letters.last()
    assert letter.kind == "unblind"
    text = written(letter).body
    assert ANSWER in text
    assert "사실입니다." not in text  # the author's words are not for the claimant


def test_the_author_does_not_learn_who_asked(claim: Claim, said: Comment, blind: Blind, reverse: Any) -> None:
    reverse(blind(claim).decision)
    with translation.override("ko"):
        texts = [one.subject + one.body for one in tell_all(Notice.objects.filter(recipient=said.author))]
    assert len(texts) == 2
    assert not [secret for secret in SECRETS for text in texts if secret in text]


def test_neither_the_reminder_nor_the_end_comes_afterwards(claim: Claim, said: Comment, blind: Blind, reverse: Any) -> None:
    reverse(blind(claim).decision)
    letters, rows = now(claim).letters.count(), Decision.objects.count()
    for days in (28, 31):
        with freeze_time(timezone.now() + timedelta(days=days)):
            assert (ending.remind_due(), ending.end_due()) == (0, 0)
    assert (now(claim).letters.count(), Decision.objects.count()) == (letters, rows)
    assert told(said.author) == ["claim_blind", "appeal_reversed"]


def test_what_another_claim_hides_as_well_stays_hidden(claim: Claim, said: Comment, blind: Blind, reverse: Any) -> None:
    first, other = blind(claim), blind(file(comment=said, email="dareun@example.org"), 10)
    answer = reverse(first.decision)
    assert (answer.from_state, answer.to_state) == (State.BLINDED, State.BLINDED)
    assert Comment.objects.get(pk=said.pk).state == State.BLINDED
    assert (now(first).outcome, now(other).outcome) == (Outcome.ENDED, Outcome.BLINDED)
    reverse(other.decision)
    assert Comment.objects.get(pk=said.pk).state == State.PUBLISHED
    assert now(other).outcome == Outcome.ENDED


def test_an_answer_to_an_objection_is_contested_with_the_same_end(
    claim: Claim, said: Comment, blind: Blind, moderator: User, reverse: Any
) -> None:
    hidden = blind(claim)
    objecting.object_to(hidden, by=said.author, text="아닙니다.")
    stay = deciding.stay(now(claim), by=moderator, reason="그대로 둡니다.")
    assert stay.earlier == hidden.decision
    reverse(stay)
    assert (Comment.objects.get(pk=said.pk).state, now(claim).outcome) == (State.PUBLISHED, Outcome.ENDED)


def test_an_objection_that_waits_is_answered_with_it(claim: Claim, said: Comment, blind: Blind, reverse: Any) -> None:
    hidden = blind(claim)
    objecting.object_to(hidden, by=said.author, text="아닙니다.")
    reverse(now(claim).decision)
    assert not now(claim).awaits_answer
    assert not Claim.objects.owed().exists()


def test_what_ended_before_the_answer_is_left_as_it_ended(claim: Claim, said: Comment, blind: Blind, moderator: User, reverse: Any) -> None:
    hidden = blind(claim)
    contested = hidden.decision
    ending.lift(now(claim), by=moderator, reason="다툼이 없습니다.")
    before, letters = now(claim).decision, now(claim).letters.count()
    answer = reverse(contested)
    assert (answer.from_state, answer.to_state) == (State.PUBLISHED, State.PUBLISHED)
    assert (now(claim).decision, now(claim).letters.count()) == (before, letters)


def test_a_deletion_that_was_wrong_is_said_so_in_the_case(claim: Claim, said: Comment, moderator: User, abuse: Rule, reverse: Any) -> None:
    erased = deciding.erase(claim, by=moderator, rule=abuse, reason="사생활입니다.")
    objecting.object_to(now(claim), by=said.author, text="아닙니다.")
    answer = reverse(erased)
    case = now(claim)
    assert (case.outcome, case.decision, case.due_at) == (Outcome.ERASED, answer, None)
    assert case.letters.last().kind == "concede"
    assert Comment.objects.get(pk=said.pk).source == ""


def test_upheld_the_case_goes_on_as_it_was(claim: Claim, said: Comment, blind: Blind, other_moderator: User) -> None:
    hidden = blind(claim)
    Appeal.file(hidden.decision, by=said.author, words="사실입니다.").uphold(by=other_moderator, reason=ANSWER)
    assert (now(claim).outcome, now(claim).decision) == (Outcome.BLINDED, hidden.decision)
    assert Comment.objects.get(pk=said.pk).state == State.BLINDED


def test_a_columns_case_takes_an_objection_and_no_appeal(discussion: Discussion, blind: Blind, editor: User) -> None:
    discussion.page.owner = editor
    discussion.page.save()
    hidden = blind(file(discussion=discussion))
    assert hidden.decision.action == Action.BLIND
    for member in hidden.answering() or [editor]:
        assert barrier(hidden.decision, member) == Barrier.OTHERS
    assert hidden.may_be_objected_to
