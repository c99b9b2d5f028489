"""Which decisions can be contested, by whom and until when: rules without a side, asked by the page, the notices and the door."""

from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from comments.models import Action, Appeal, Decision

# What goes against somebody. The answer to an appeal is not among them: there is no appeal of an appeal.
CONTESTABLE = frozenset({Action.REJECT, Action.SPAM, Action.TAKE_DOWN, Action.WARN, Action.SUSPEND, Action.BAN, Action.BLIND, Action.ERASE})
TAKEN_BACK = (Action.UNDO, Action.REVERSE, Action.LIFT)


class Barrier(Enum):
    """Why a decision cannot be contested, or not any more."""

    KIND = "kind"  # it goes against nobody, or is itself the answer to an appeal
    OTHERS = "others"  # it concerns somebody else
    ALREADY = "already"  # there has been an appeal
    TAKEN_BACK = "taken back"  # it no longer stands
    LATE = "late"


def contestable_until(decision: Decision) -> datetime | None:
    """None for what cannot be contested."""
    if decision.action not in CONTESTABLE:
        return None
    return decision.made_at + timedelta(days=settings.COMMENTS_APPEAL_DAYS)


def barrier(decision: Decision, member: User) -> Barrier | None:
    """What stands in the way of this member's appeal, None where nothing does."""
    until = contestable_until(decision)
    if decision.concerned != member.pk:
        return Barrier.OTHERS
    if until is None:
        return Barrier.KIND
    if Appeal.objects.filter(appealed=decision).exists():
        return Barrier.ALREADY
    if decision.later.filter(action__in=TAKEN_BACK).exists():
        return Barrier.TAKEN_BACK
    return Barrier.LATE if timezone.now() >= until else None


def may_answer(appeal: Appeal, user: User) -> bool:
    """Anybody at the desk but who decided first and whom it concerns, be they whoever they are."""
    return user.pk not in (appeal.appealed.actor_id, appeal.member_id)


def concerns(user: User) -> Q:
    """The same as a condition on appeals: those that this one may not answer."""
    return Q(member=user) | Q(appealed__actor=user)
