"""What is said in the place of what was hidden: the ground and the end, and no names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from comments.models import Claim, Comment, Ground, Outcome, State

HIDDEN = (State.BLINDED, State.ERASED)


@dataclass(frozen=True)
class Measure:
    ground: str
    until: datetime | None  # None where it was deleted

    @property
    def label(self) -> str:
        return str(Ground(self.ground).label)


def measures_of(comments: Iterable[Comment]) -> dict[int, Measure]:
    """By the comment's id; no query where nothing is hidden, which is nearly always. Of several claims that which lasts longest."""
    hidden = [comment.pk for comment in comments if comment.state in HIDDEN]
    if not hidden:
        return {}
    claims = Claim.objects.filter(comment__in=hidden, outcome__in=[Outcome.BLINDED, Outcome.ERASED]).order_by("until", "pk")
    return {claim.comment_id: measure_of(claim) for claim in claims if claim.comment_id}


def measure_of(claim: Claim) -> Measure:
    return Measure(claim.ground, claim.until if claim.stands else None)
