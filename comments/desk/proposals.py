"""What the desk proposes to consider, by how often a member's comments were refused of late; a person decides."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from comments.contesting import TAKEN_BACK
from comments.models import Action, Comment, Decision

REFUSALS = (Action.REJECT, Action.TAKE_DOWN, Action.SPAM)


@dataclass(frozen=True)
class Proposal:
    refusals: int  # with the one at hand
    within: int  # days
    days: int  # of a suspension


def proposal(member: User, at_hand: Comment | None) -> Proposal | None:
    """The step that this many refused comments reach, the one before the moderator counted among them; None below the first step."""
    within, steps = settings.COMMENTS_SANCTION_WITHIN_DAYS, settings.COMMENTS_SANCTION_STEPS
    refusals = refused_comments(member, within, but=at_hand) + (at_hand is not None)
    reached = [step for step in steps if step <= refusals]
    return Proposal(refusals, within, steps[max(reached)]) if reached else None


def refused_comments(member: User, within: int, but: Comment | None = None) -> int:
    """How many comments were refused in so many days by decisions that have not been taken back since."""
    since = timezone.now() - timedelta(days=within)
    refusals = Decision.objects.filter(comment__author=member, action__in=REFUSALS, made_at__gte=since)
    standing = refusals.exclude(later__action__in=TAKEN_BACK)
    if but is not None:
        standing = standing.exclude(comment=but)
    return standing.values("comment").distinct().count()
