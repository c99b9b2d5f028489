"""What an appeal that is answered in the author's favour means for the case in which the contested decision was made.

The author is told by the answer to the appeal; the claimant by letter, in the same transaction.
"""

from django.utils import timezone

from comments.claims.telling import tell_claimant
from comments.models import Claim, Decision, Outcome


def case_of(decision: Decision) -> Claim | None:
    """The case in which it was made. Later steps of a case (an objection answered, a court's order) name the step before."""
    about = {"comment": decision.comment_id} if decision.comment_id else {"discussion": decision.discussion_id, "comment": None}
    for claim in Claim.objects.filed().filter(decision__isnull=False, **about).shown_with():
        step = claim.decision
        while step is not None and step.pk != decision.pk:
            step = step.earlier
        if step is not None:
            return claim
    return None


def end_by_appeal(claim: Claim) -> bool:
    """Ends what hides a comment, so that neither the reminder nor the end by time comes any more. The discussion's row is held.

    True where another claim hides the comment still.
    """
    claim.advance(Outcome.ENDED, closed_at=timezone.now(), due_at=None)
    return Claim.objects.standing().filter(comment=claim.comment).exists()


def close_with(claim: Claim, decision: Decision, *, hidden: bool) -> None:
    """The answer to the appeal is the case's last step."""
    Claim.objects.filter(pk=claim.pk).update(decision=decision)
    told = {"early": True, "reason": decision.reason, "hidden": hidden, "appealed": True}
    tell_claimant(claim, "unblind", **told)


def concede_by_appeal(claim: Claim, decision: Decision) -> None:
    """It should not have been deleted: with that an objection that still lies before staff is answered, too."""
    if claim.advance(Outcome.ERASED, due_at=None, decision=decision):
        tell_claimant(claim, "concede", reason=decision.reason, appealed=True)
