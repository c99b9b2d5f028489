"""How a claim comes in: from anybody, once their address is confirmed, or opened by staff on their own initiative (44조의3)."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.letters import frame_of_letter, full_url, without_language
from accounts.models import User
from comments.claims.telling import tell_claimant, tell_moderators
from comments.models import Claim
from comments.strangers import Unusable
from comments.transitions import OwnComment

SALT = "comments.claim"


def sign(claim: Claim) -> str:
    return signing.dumps(claim.pk, salt=SALT)


def read(signed: str) -> Claim:
    """What the link leads to. Raises Unusable where it is too old, was never ours, or what it led to has been forgotten."""
    try:
        number = signing.loads(signed, salt=SALT, max_age=Claim.LINK_HOLDS)
    except signing.BadSignature:
        raise Unusable
    claim = Claim.objects.shown_with().filter(pk=number).first()
    if claim is None:
        raise Unusable
    return claim


def send_link(claim: Claim) -> None:
    """Writes to the address; the letter says nothing that a stranger wrote. Raises OSError where the mail server does not answer."""
    url = full_url(without_language(reverse("comments:claim_link", args=[sign(claim)])))
    about = {**frame_of_letter(), "page": claim.place.page.title, "url": url}
    subject = " ".join(render_to_string("comments/letters/claims/link.subject.txt", about).split())
    body = render_to_string("comments/letters/claims/link.txt", about)
    EmailMessage(subject, body.strip() + "\n", to=[claim.email]).send()


def due() -> Any:
    return timezone.now() + timedelta(hours=settings.CLAIMS_DUE_HOURS)


@transaction.atomic
def confirm(claim: Claim) -> bool:
    """From here on it counts, and its time runs. False where it was confirmed before."""
    waiting = Claim.objects.filter(pk=claim.pk, opened_at=None)
    if not waiting.update(opened_at=timezone.now(), due_at=due(), version=F("version") + 1):
        return False
    claim.refresh_from_db()
    tell_claimant(claim, "filed", hours=settings.CLAIMS_DUE_HOURS)
    tell_moderators(claim, "filed")
    return True


@transaction.atomic
def open_case(*, by: User, **about: Any) -> Claim:
    """A moderator opens one that nobody asked for. Raises OwnComment."""
    claim = Claim(opened_by=by, opened_at=timezone.now(), due_at=due(), **about)
    if by.pk in [member.pk for member in claim.answering()]:
        raise OwnComment
    claim.save()
    return claim
