"""The author's objection: one text, which puts the case before staff again."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.claims.telling import tell_claimant, tell_moderators
from comments.models import Claim, Outcome


@transaction.atomic
def object_to(claim: Claim, *, by: User, text: str) -> bool:
    """False where one was made already, or the case is past it. The claimant is told that there is one, not what it says nor by whom."""
    if by.pk not in [member.pk for member in claim.answering()]:
        raise PermissionError("only the author objects")
    claim.place.touch()
    claim.refresh_from_db()
    if not claim.may_be_objected_to or not text.strip():
        return False
    now = timezone.now()
    due = now + timedelta(hours=settings.CLAIMS_DUE_HOURS)
    if not claim.advance(Outcome(claim.outcome), objection=text, objected_at=now, objected_by=by, due_at=due):
        return False
    tell_claimant(claim, "objection")
    tell_moderators(claim, "objected")
    return True
