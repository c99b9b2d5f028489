"""Who has been told of a step is told of its end; who never heard of a report does not hear that it came to nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone, translation
from freezegun import freeze_time

from accounts.mailing_notices import mail_due_notices
from accounts.models import Notice, User
from accounts.notices import tell_all
from comments.claims import deciding, ending, objecting
from comments.models import Appeal, Claim, Comment, Decision, Discussion, Report, Rule, State
from tests.cast import log_in, say
from tests.comments.claims.conftest import blind, claim, file, said  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
WHY = "다시 살펴보았습니다."


def kinds(member: User) -> list[str]:
    return list(Notice.objects.filter(recipient=member).order_by("pk").values_list("kind", flat=True))


def test_of_a_report_that_came_to_nothing_the_author_hears_nothing(
    discussion: Discussion, reader: User, translator: User, moderator: User, abuse: Rule
) -> None:
    comment = say(discussion, reader)
    Report.file(comment, by=translator, rule=abuse)
    comment.keep(by=moderator)
    assert kinds(reader) == []
    assert kinds(translator) == ["report_answered"]


@pytest.mark.parametrize(("verb", "kind"), [("publish", "comment_publish"), ("reject", "comment_reject"), ("mark_spam", "comment_spam")])
def test_of_a_comment_that_waited_its_author_hears_either_way(
    discussion: Discussion, reader: User, moderator: User, abuse: Rule, verb: str, kind: str
) -> None:
    words = {} if verb == "publish" else {"rule": abuse, "reason": WHY}
    getattr(say(discussion, reader, state=State.PENDING), verb)(by=moderator, **words)
    assert kinds(reader) == [kind]


def stay(case: Claim, by: User, rule: Rule) -> None:
    deciding.stay(case, by=by, reason=WHY)


def lift(case: Claim, by: User, rule: Rule) -> None:
    ending.lift(case, by=by, reason=WHY)


def erase(case: Claim, by: User, rule: Rule) -> None:
    deciding.erase(case, by=by, rule=rule, reason=WHY)


def order(case: Claim, by: User, rule: Rule) -> None:
    deciding.follow_order(case, by=by, order="2026카합1", until=timezone.now() + timedelta(days=90))


def time_over(case: Claim, by: User, rule: Rule) -> None:
    with freeze_time(timezone.now() + timedelta(days=31)):
        ending.end_due()


def publish(case: Claim, by: User, rule: Rule) -> None:
    Comment.objects.get(pk=case.comment_id).publish(by=by, reason=WHY)


def reject(case: Claim, by: User, rule: Rule) -> None:
    Comment.objects.get(pk=case.comment_id).reject(by=by, rule=rule, reason=WHY)


ENDS: list[tuple[Callable[[Claim, User, Rule], None], str]] = [
    (stay, "claim_stay"), (lift, "claim_unblind"), (erase, "claim_erase"), (order, "claim_order"), (time_over, "claim_unblind"),
    (publish, "comment_restore"), (reject, "comment_take_down"),
]  # fmt: skip


@pytest.mark.parametrize(("end", "kind"), ENDS, ids=[end.__name__ for end, _kind in ENDS])
def test_of_every_objection_its_author_hears_the_end(
    claim: Claim,  # noqa: F811
    said: Comment,  # noqa: F811
    blind: Any,  # noqa: F811
    other_moderator: User,
    abuse: Rule,
    end: Any,
    kind: str,
) -> None:
    hidden = blind(claim)
    objecting.object_to(hidden, by=said.author, text="사실입니다.")
    end(Claim.objects.get(), other_moderator, abuse)
    assert kinds(said.author)[-1] == kind
    assert not Claim.objects.get().awaits_answer


@pytest.mark.parametrize("ended_by", ["staff", "clock"])
def test_of_two_measures_each_end_is_told_and_not_that_it_can_be_read(
    claim: Claim,  # noqa: F811
    said: Comment,  # noqa: F811
    blind: Any,  # noqa: F811
    other_moderator: User,
    ended_by: str,
) -> None:
    first = blind(claim, 3)
    blind(file(comment=said, email="dareun@example.org"), 30)
    objecting.object_to(first, by=said.author, text="사실입니다.")
    with freeze_time(timezone.now() + timedelta(days=4 if ended_by == "clock" else 1)):
        ending.end_due()
        if ended_by == "staff":
            ending.lift(Claim.objects.get(pk=claim.pk), by=other_moderator, reason=WHY)
        with translation.override("ko"):
            told = tell_all(Notice.objects.filter(recipient=said.author).order_by("pk"))[-1]
    assert told.notice.kind == "claim_unblind"
    assert "아직 가리고 있습니다" in told.body
    assert "다시 읽을 수 있습니다" not in told.body + told.subject
    assert Comment.objects.get(pk=said.pk).state == State.BLINDED


def test_whoever_decided_first_finds_the_reversal_at_the_desk_and_not_in_the_mail(
    discussion: Discussion, reader: User, moderator: User, other_moderator: User, abuse: Rule
) -> None:
    decision = say(discussion, reader).reject(by=moderator, rule=abuse, reason="주장이 아닙니다.")
    appeal = Appeal.file(decision, by=reader, words="주장입니다.")
    appeal.reverse(by=other_moderator, reason=WHY)
    mail.outbox.clear()
    mail_due_notices()
    assert [letter for letter in mail.outbox if moderator.email in letter.to] == []
    [notice] = Notice.objects.filter(recipient=moderator)
    with translation.override("ko"):
        [told] = tell_all([notice])
    assert str(decision.number) in told.subject
    assert WHY in told.body
    assert other_moderator.shown_name not in told.body
    assert log_in(moderator).get(notice.url).status_code == 200
    assert notice.url == f"/cms/desk/appeals/{appeal.pk}/"


def test_an_appeal_that_changes_nothing_is_not_told_to_the_first_decider_nor_one_of_a_rule(
    discussion: Discussion, reader: User, moderator: User, other_moderator: User, abuse: Rule
) -> None:
    decision = say(discussion, reader).reject(by=moderator, rule=abuse, reason="주장이 아닙니다.")
    Appeal.file(decision, by=reader, words="주장입니다.").uphold(by=other_moderator, reason=WHY)
    by_rule = Decision.record(action="reject", from_state="pending", to_state="rejected", by=None, comment=say(discussion, reader))
    Appeal.file(by_rule, by=reader, words="주장입니다.").reverse(by=other_moderator, reason=WHY)
    assert kinds(moderator) == []
