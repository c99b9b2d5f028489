"""Guarding a discussion for a while: begun by a rule or a person, ended by the clock or a person, each once and each in the ledger."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from comments.models import Action, Decision, Discussion, Guard

FREE = "free"  # the state of a discussion that is not guarded, as the ledger calls it


@transaction.atomic
def guard(
    discussion: Discussion, step: Guard, *, until: datetime, by: User | None = None, reason: str = "", facts: str = ""
) -> Decision | None:
    """Begins it, by compare-and-set. None where it is guarded already, or where a person has had the last word (`is_ended_by_person`)."""
    if by is None and is_ended_by_person(discussion):
        return None
    free = Discussion.objects.filter(pk=discussion.pk).filter(guard="")
    if not free.update(version=F("version") + 1, guard=step, guarded_until=until):
        return None
    discussion.refresh_from_db()
    return Decision.record(
        action=Action.PROTECT,
        discussion=discussion,
        by=by,
        reason=reason,
        facts=facts,
        from_state=FREE,
        to_state=step,
        until=until,
    )


@transaction.atomic
def end(discussion: Discussion, *, by: User | None = None, reason: str = "") -> Decision | None:
    """Ends what `discussion` says is done there; without a person only what is over. None where it has ended or is another by now."""
    step, began = discussion.guard, last(discussion)
    if not step:
        return None
    same = Discussion.objects.filter(pk=discussion.pk).filter(guard=step, guarded_until=discussion.guarded_until)
    if by is None:
        same = same.filter(guarded_until__lte=timezone.now())
    if not same.update(version=F("version") + 1, guard="", guarded_until=None):
        return None
    discussion.refresh_from_db()
    return Decision.record(
        action=Action.UNPROTECT, discussion=discussion, by=by, reason=reason, from_state=step, to_state=FREE, earlier=began
    )


def last(discussion: Discussion) -> Decision | None:
    """When, why and by whom it was last guarded."""
    return Decision.objects.filter(discussion=discussion, action=Action.PROTECT).first()


def is_ended_by_person(discussion: Discussion) -> bool:
    """Whether somebody has ended it before its time, which is not over yet: no rule begins it again before then."""
    ended = Decision.objects.filter(discussion=discussion, action=Action.UNPROTECT, actor__isnull=False)
    return ended.filter(earlier__until__gt=timezone.now()).exists()


def end_due() -> int:
    """For the clock: records the end of what is over. Returns how many."""
    over = Discussion.objects.filter(guarded_until__lte=timezone.now())
    return sum(end(discussion) is not None for discussion in over.order_by("guarded_until", "pk")[:100])
