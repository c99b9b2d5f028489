"""Appeals: filed by the member whom a decision concerns, answered by somebody other than who made it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, User
from comments.contesting import Barrier, barrier, may_answer
from comments.models import Action, Appeal, Decision, Sanction, Scope
from comments.reversing import Given, admit_mistake, end_measure, put_back
from comments.telling import about, address_of

Outcome = Appeal.Outcome


class NotContestable(Exception):
    """`why` says what stands in the way."""

    def __init__(self, why: Barrier) -> None:
        self.why = why
        super().__init__(why.value)


class NotYourAppeal(Exception):
    """Who made the decision, and whom it concerns, do not answer the appeal against it."""


class AlreadyAnswered(Exception):
    """Somebody else was quicker; `appeal` has been read anew."""

    def __init__(self, appeal: Appeal) -> None:
        self.appeal = appeal
        super().__init__()


def file(decision: Decision, *, by: User, words: str) -> Appeal:
    """Raises NotContestable, and ValueError without words."""
    if not words.strip():
        raise ValueError("an appeal takes words")
    why = barrier(decision, by)
    if why:
        raise NotContestable(why)
    now = timezone.now()
    due = now + timedelta(hours=settings.COMMENTS_APPEAL_HOURS)
    try:
        with transaction.atomic():
            return Appeal.objects.create(appealed=decision, member=by, words=words[: Appeal.WORDS_MAX], opened_at=now, due_at=due)
    except IntegrityError:  # the same form arrived twice at once
        raise NotContestable(Barrier.ALREADY) from None


@transaction.atomic
def answer(appeal: Appeal, outcome: Outcome, *, by: User, reason: str, facts: str = "") -> Decision:
    """Closes the appeal, records it and, where the decision is reversed, gives back what it had taken and can still be given back.

    Raises NotYourAppeal, AlreadyAnswered, and ValueError without a reason.
    """
    if not may_answer(appeal, by):
        raise NotYourAppeal
    if not reason.strip():
        raise ValueError("the answer to an appeal takes a reason")
    now = timezone.now()
    if not Appeal.objects.open().filter(pk=appeal.pk).update(closed_at=now, outcome=outcome):
        appeal.refresh_from_db()
        raise AlreadyAnswered(appeal)
    act = _reverse if outcome == Outcome.REVERSED else _uphold
    decision = act(appeal.appealed, by, reason, facts)
    Appeal.objects.filter(pk=appeal.pk).update(decision=decision)
    appeal.closed_at, appeal.outcome, appeal.decision = now, outcome, decision
    _tell(appeal, decision)
    return decision


def _uphold(appealed: Decision, by: User, reason: str, facts: str) -> Decision:
    if appealed.comment:
        appealed.comment.refresh_from_db(fields=["state"])
    state = appealed.comment.state if appealed.comment else appealed.to_state
    return _record(Action.UPHOLD, appealed, by, reason, facts, state, state)


def _reverse(appealed: Decision, by: User, reason: str, facts: str) -> Decision:
    give_back = GIVE_BACK.get(Action(appealed.action), _nothing_to_give_back)
    was, now, afterwards = give_back(appealed)
    decision = _record(Action.REVERSE, appealed, by, reason, facts, was, now)
    afterwards(decision)
    return decision


def _record(action: Action, appealed: Decision, by: User, reason: str, facts: str, was: str, now: str) -> Decision:
    """About the same thing as the decision that it answers."""
    return Decision.record(
        action=action,
        from_state=was,
        to_state=now,
        by=by,
        comment=appealed.comment,
        discussion=appealed.discussion,
        member=appealed.member,
        rule=appealed.rule,
        reason=reason,
        facts=facts,
        scope=Scope(appealed.scope) if appealed.scope else None,
        earlier=appealed,
    )


def _lift(appealed: Decision) -> Given:
    """Also of a warning, and of what has ended by itself: it is not counted any more."""

    def note(decision: Decision) -> None:
        Sanction.objects.filter(decision=appealed, lifted_at=None).update(lifted_at=decision.made_at, lifted_by=decision)

    return appealed.to_state, "", note


def _nothing_to_give_back(appealed: Decision) -> Given:
    return appealed.to_state, appealed.to_state, lambda decision: None


GIVE_BACK: dict[Action, Callable[[Decision], Given]] = {
    **dict.fromkeys((Action.REJECT, Action.SPAM, Action.TAKE_DOWN), put_back),
    Action.BLIND: end_measure,
    Action.ERASE: admit_mistake,
    **dict.fromkeys((Action.WARN, Action.SUSPEND, Action.BAN), _lift),
}


def _tell(appeal: Appeal, decision: Decision) -> None:
    """With the words of both who decided."""
    first = appeal.appealed
    words: dict[str, Any] = {"first_reason": first.reason, "first_rule": first.rule_key, "first_action": first.action}
    page = first.comment.discussion.page.title if first.comment else ""
    is_back = bool(first.comment and first.comment.is_public)
    Notice.tell(
        appeal.member, f"appeal_{appeal.outcome}", **{**about(decision), "url": address_of(first)}, **words, page=page, is_back=is_back
    )
    if appeal.outcome == Outcome.REVERSED:
        _tell_first_decider(appeal, decision, page)


def _tell_first_decider(appeal: Appeal, decision: Decision, page: str) -> None:
    """What somebody else saw otherwise is there to learn from, at the desk: in the inbox, and not by mail."""
    first = appeal.appealed.actor
    if first and first.is_active and first.closed_at is None:
        url = reverse("comments_desk:appeal", args=[appeal.pk])
        told: dict[str, Any] = {"number": appeal.appealed.number, "reason": decision.reason, "action": appeal.appealed.action}
        Notice.tell(first, "own_reversed", url=url, page=page, is_mailed=False, **told)
