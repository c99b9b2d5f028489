"""Who is told of a claim's steps: the author in their inbox, the claimant by letter, in one transaction; and the moderators.

What the author is told is made of what staff wrote and nothing else: no word of the claimant's is in it.
"""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.models import Notice, User
from comments.desk.limits import may_decide_on
from comments.models import Claim, ClaimLetter

MODERATORS_TOLD = 50


def about(claim: Claim) -> dict[str, Any]:
    """What a notice or a letter says of the case itself; JSON."""
    return {
        "page": claim.place.page.title,
        "is_page": claim.comment is None,
        "ground": claim.ground,
        "until": claim.until.isoformat() if claim.until else "",
    }


def tell_both(claim: Claim, kind: str, **told: Any) -> None:
    tell_author(claim, kind, **told)
    tell_claimant(claim, kind, **told)


def tell_author(claim: Claim, kind: str, **told: Any) -> None:
    for member in claim.answering():
        if member.closed_at is None:
            Notice.tell(member, f"claim_{kind}", url=reverse("comments:claim_case", args=[claim.pk]), **about(claim), **told)


def tell_claimant(claim: Claim, kind: str, **told: Any) -> None:
    ClaimLetter.write(claim, kind, **about(claim), **told)


def tell_moderators(claim: Claim, step: str) -> None:
    """That something is owed. Whoever wrote what the claim is about is told as its author, and not as one of the staff."""
    own = [member.pk for member in claim.answering()]
    rights = Q(groups__permissions__codename="moderate_comment", groups__permissions__content_type__app_label="comments")
    staff = User.objects.filter(rights | Q(is_superuser=True), is_active=True, closed_at=None).exclude(pk__in=own).distinct()
    for member in staff.prefetch_related("desk_limits").order_by("pk")[:MODERATORS_TOLD]:
        if member.desk_limits.all() and not may_decide_on(member, claim.place.page):
            continue  # for them it does not exist
        Notice.tell(member, "claim_staff", url=reverse("comments_desk:claim", args=[claim.pk]), step=step, **about(claim))
