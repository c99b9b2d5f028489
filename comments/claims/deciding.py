"""What staff decide on a claim: each verb in one transaction with state, ledger, and what both sides are told.

`seen` is the version of the case that the decider had before them: somebody who was quicker is never overruled unawares.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments import transitions
from comments.claims import columns
from comments.claims.closing import close_others
from comments.claims.forgetting import forget_page
from comments.claims.telling import tell_both
from comments.models import Action, Claim, Decision, Outcome, Rule, Scope, State
from comments.transitions import OwnComment


class ClaimDecided(Exception):
    """Somebody else was quicker, or the case cannot go there from where it is; `claim` has been read anew."""

    def __init__(self, claim: Claim) -> None:
        claim.refresh_from_db()
        self.claim = claim
        super().__init__()


class TooLong(ValueError):
    """Nothing is hidden for longer than the law allows, nor until a moment that has passed."""


def latest_end() -> datetime:
    return timezone.now() + timedelta(days=settings.CLAIMS_MOST_DAYS)


@transaction.atomic
def refuse(claim: Claim, *, by: User, reason: str, seen: int | None = None) -> Decision:
    """Nothing is hidden. Both sides are told why."""
    hold(claim, by=by, seen=seen)
    state = _state(claim)
    return _settle(claim, Outcome.REFUSED, record(claim, Action.REFUSE, state, state, by=by, reason=reason), closed_at=timezone.now())


@transaction.atomic
def blind(claim: Claim, *, by: User, rule: Rule, reason: str, until: datetime, seen: int | None = None) -> Decision:
    """Hides it until a moment at most thirty days on. Raises TooLong."""
    if not timezone.now() < until <= latest_end() + timedelta(minutes=1):
        raise TooLong
    hold(claim, by=by, seen=seen)
    if not claim.is_open:
        raise ClaimDecided(claim)
    was, revision = _hide(claim)
    decision = record(claim, Action.BLIND, was, State.BLINDED, by=by, rule=rule, reason=reason, until=until)
    return _settle(claim, Outcome.BLINDED, decision, until=until, revision=revision)


@transaction.atomic
def erase(claim: Claim, *, by: User, rule: Rule, reason: str, seen: int | None = None) -> Decision:
    """The text is gone for good, with what it said before and wherever else it is kept; a page never comes back to the site."""
    hold(claim, by=by, seen=seen)
    if not claim.may_become(Outcome.ERASED) or claim.outcome == Outcome.ERASED:
        raise ClaimDecided(claim)
    was = _state(claim)
    if claim.comment:
        if not claim.comment.may_become(State.ERASED):
            raise ClaimDecided(claim)
        decision = transitions.erase(claim.comment, by=by, rule=rule, reason=reason)
    else:
        if claim.place.page.live:
            columns.hide(claim.place.page)
        decision = record(claim, Action.ERASE, was, State.ERASED, by=by, rule=rule, reason=reason)
    close_others(claim)
    _settle(claim, Outcome.ERASED, decision, closed_at=timezone.now())
    if claim.discussion:
        forget_page(claim.discussion)  # once everybody has been told which page it was
    return decision


@transaction.atomic
def follow_order(claim: Claim, *, by: User, order: str, until: datetime, seen: int | None = None) -> Decision:
    """A court has ordered that it stays hidden: until another day than the law's thirty days would allow. Raises TooLong."""
    if until <= timezone.now():
        raise TooLong
    hold(claim, by=by, seen=seen)
    if not claim.stands:
        raise ClaimDecided(claim)
    decision = record(claim, Action.BLIND, State.BLINDED, State.BLINDED, by=by, reason=order, until=until, earlier=claim.decision)
    return _advance(claim, Outcome.BLINDED, decision, "order", until=until, by_order=True, reminded_at=None, due_at=None)


@transaction.atomic
def stay(claim: Claim, *, by: User, reason: str, seen: int | None = None) -> Decision:
    """After the author's objection: it stays as it was decided, and the author learns why."""
    hold(claim, by=by, seen=seen)
    if not claim.objected_at or claim.due_at is None or claim.outcome not in (Outcome.BLINDED, Outcome.ERASED):
        raise ClaimDecided(claim)
    state = State.BLINDED if claim.stands else State.ERASED
    action = Action.BLIND if claim.stands else Action.ERASE
    decision = record(claim, action, state, state, by=by, reason=reason, until=claim.until, earlier=claim.decision)
    due = claim.until if claim.stands and claim.reminded_at else None
    return _advance(claim, Outcome(claim.outcome), decision, "stay", due_at=due)


def hold(claim: Claim, *, by: User, seen: int | None) -> None:
    """Puts decisions on a place one after the other, and checks that the decider is up to date. Raises ClaimDecided, OwnComment."""
    if by.pk in [member.pk for member in claim.answering()]:
        raise OwnComment
    claim.place.touch()
    version = claim.version if seen is None else seen
    claim.refresh_from_db()
    if claim.version != version or claim.opened_at is None:
        raise ClaimDecided(claim)
    if claim.comment:
        claim.comment.refresh_from_db(fields=["state", "published_at", "edited_at"])


def record(claim: Claim, action: Action, was: str, to: str, **words: Any) -> Decision:
    whom = {"comment": claim.comment} if claim.comment else {"discussion": claim.place, "scope": Scope.COLUMN}
    return Decision.record(action=action, from_state=was, to_state=to, **whom, **words)


def _state(claim: Claim) -> str:
    """What the ledger calls it: a page has the names of a comment's states."""
    if claim.comment:
        return claim.comment.state
    if claim.place.page.live:
        return State.PUBLISHED
    return State.BLINDED if columns.hiding(claim.place.page).exists() else "unpublished"


def _hide(claim: Claim) -> tuple[str, Any]:
    """Where another claim has hidden it already, both have to end before it comes back."""
    was = _state(claim)
    if was == State.BLINDED:
        others = Claim.objects.standing().filter(discussion=claim.discussion_id, comment=None) if claim.comment is None else []
        return was, next((other.revision for other in others), None)
    if was != State.PUBLISHED:
        raise ClaimDecided(claim)
    if claim.comment:
        transitions.blind(claim.comment)
        return was, None
    return was, columns.hide(claim.place.page)


def _settle(claim: Claim, outcome: Outcome, decision: Decision, **fields: Any) -> Decision:
    return _advance(claim, outcome, decision, decision.action, due_at=None, **fields)


def _advance(claim: Claim, outcome: Outcome, decision: Decision, kind: str, **fields: Any) -> Decision:
    if not claim.advance(outcome, decision=decision, **fields):
        raise ClaimDecided(claim)
    told = {"rule": decision.rule_key, "reason": decision.reason}
    tell_both(claim, kind, **told)
    return decision
