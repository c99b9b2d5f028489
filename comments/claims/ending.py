"""How what is hidden comes back: lifted by staff, or by itself when its time is over. The clock looks; if it was down, it looks later."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments import transitions
from comments.claims import columns
from comments.claims.deciding import ClaimDecided, hold, record
from comments.claims.telling import tell_author, tell_both, tell_claimant, tell_moderators
from comments.models import Action, Claim, Decision, Outcome, State

logger = logging.getLogger(__name__)
BATCH = 200


@transaction.atomic
def lift(claim: Claim, *, by: User, reason: str, seen: int | None = None) -> Decision | None:
    """Staff show it again before its time. None where another claim still hides it. Raises ClaimDecided, OwnComment."""
    hold(claim, by=by, seen=seen)
    if not claim.stands:
        raise ClaimDecided(claim)
    return _show_again(claim, by=by, reason=reason)


@transaction.atomic
def concede(claim: Claim, *, by: User, reason: str, seen: int | None = None) -> Decision:
    """After an objection to a deletion: it was wrong. The words are gone; that they may be said again is recorded and told."""
    hold(claim, by=by, seen=seen)
    if claim.outcome != Outcome.ERASED or not claim.awaits_answer:
        raise ClaimDecided(claim)
    decision = record(claim, Action.CORRECT, State.ERASED, State.ERASED, by=by, reason=reason, earlier=claim.decision)
    if not claim.advance(Outcome.ERASED, due_at=None, decision=decision):
        raise ClaimDecided(claim)
    tell_both(claim, "concede", reason=reason)
    return decision


def end_due(now: datetime | None = None) -> int:
    """For the clock: whatever has been hidden for its time is shown again. Returns how many claims ended."""
    over = Claim.objects.standing().filter(until__lte=now or timezone.now()).order_by("until", "pk")
    return _each(over.values_list("pk", flat=True), _end)


def remind_due() -> int:
    """For the clock: both sides and staff are told some days before the end. Returns of how many claims."""
    soon = timezone.now() + timedelta(days=settings.CLAIMS_REMIND_DAYS)
    near = Claim.objects.standing().filter(reminded_at=None, until__lte=soon, until__gt=timezone.now()).order_by("until", "pk")
    return _each(near.values_list("pk", flat=True), _remind)


def _each(numbers: Any, act: Callable[[Claim], bool]) -> int:
    """One after the other, so that what goes wrong with one keeps no other from ending."""
    done = 0
    for number in list(numbers[:BATCH]):
        try:
            with transaction.atomic():
                done += act(Claim.objects.shown_with().select_related("revision").get(pk=number))
        except Exception:
            logger.exception("claim %s could not be taken on", number)
    return done


def _end(claim: Claim) -> bool:
    claim.place.touch()
    claim.refresh_from_db()
    if not claim.stands or claim.until is None or claim.until > timezone.now():
        return False
    _show_again(claim, by=None, reason="")
    return True


def _show_again(claim: Claim, *, by: User | None, reason: str) -> Decision | None:
    """The claim ends first: what no claim hides comes back."""
    was_due = claim.decision
    if not claim.advance(Outcome.ENDED, closed_at=timezone.now(), due_at=None):
        raise ClaimDecided(claim)
    if claim.comment:
        claim.comment.refresh_from_db()
        if claim.comment.state != State.BLINDED:  # gone by another way
            return None
        hidden = Claim.objects.standing().filter(comment=claim.comment).exists()
    else:
        hidden = columns.hiding(claim.place.page).exists()
    told = {"early": by is not None, "reason": reason, "hidden": hidden, "ended": timezone.now().isoformat()}
    if hidden:  # of each measure that they were told of both are told the end
        tell_both(claim, "unblind", **told)
        return None
    if claim.comment:
        transitions.unblind(claim.comment)
    else:
        columns.put_back(claim.place.page, claim.revision)
    decision = record(claim, Action.UNBLIND, State.BLINDED, State.PUBLISHED, by=by, reason=reason, earlier=was_due)
    Claim.objects.filter(pk=claim.pk).update(decision=decision)
    tell_both(claim, "unblind", **told)
    return decision


def _remind(claim: Claim) -> bool:
    claim.place.touch()
    due = min(filter(None, (claim.due_at, claim.until)))
    if not claim.advance(Outcome.BLINDED, reminded_at=timezone.now(), due_at=due):
        return False
    tell_author(claim, "ending")
    tell_claimant(claim, "ending")
    tell_moderators(claim, "ending")
    return True
