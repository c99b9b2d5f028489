"""What becomes of a claim when its comment goes by another way than the claim's own."""

from collections.abc import Iterable

from django.utils import timezone

from comments.claims.telling import tell_claimant
from comments.models import Claim, Comment, Decision, Outcome
from comments.models.claim import ClaimQuerySet


def close_gone(comments: Iterable[int], *, but: Claim | None = None) -> None:
    """Closes the claims on comments whose words are gone, and writes to the claimants. In the transaction in which they went."""
    _close(Claim.objects.filter(comment__in=list(comments)), but)


def close_others(claim: Claim) -> None:
    """Closes the other claims on what has just been deleted by decision on this one."""
    same = {"comment": claim.comment_id} if claim.comment_id else {"discussion": claim.discussion_id}
    _close(Claim.objects.filter(**same), claim)


def close_decided(comment: Comment, decision: Decision) -> None:
    """A moderator has decided in the queue, and not in the case, on what was hidden: the claims that hid it are over."""
    for claim in _unsettled(Claim.objects.filter(comment=comment), Outcome.BLINDED):
        if comment.is_public:
            claim.advance(Outcome.ENDED, closed_at=timezone.now(), due_at=None, decision=decision)
            tell_claimant(claim, "unblind", early=True, reason=decision.reason)
        else:
            claim.advance(Outcome.GONE, closed_at=timezone.now(), due_at=None, decision=decision)
            tell_claimant(claim, "gone")


def _close(claims: ClaimQuerySet, but: Claim | None) -> None:
    for claim in _unsettled(claims, Outcome.OPEN, Outcome.BLINDED):
        if but is None or claim.pk != but.pk:
            claim.advance(Outcome.GONE, closed_at=timezone.now(), due_at=None)
            tell_claimant(claim, "gone")


def _unsettled(claims: ClaimQuerySet, *outcomes: Outcome) -> list[Claim]:
    return list(claims.filed().filter(outcome__in=outcomes).shown_with())
