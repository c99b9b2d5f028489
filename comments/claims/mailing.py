"""Claimants' letters: mailed by the worker, and tried again until they have gone out."""

import logging
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.letters import frame_of_letter, full_url, without_language
from comments import tasks
from comments.models import ClaimLetter

logger = logging.getLogger(__name__)
BATCH = 50
FAILURES = 3  # after so many the mail server is taken to be away


def mail_soon(letter: ClaimLetter) -> None:
    transaction.on_commit(partial(tasks.mail_claim_letter.enqueue, letter.pk))


def mail(number: int) -> None:
    letter = ClaimLetter.objects.to_send().filter(pk=number).first()
    if letter:
        send(letter)


def retry_unsent(most: int = BATCH) -> int:
    """For the clock. The seldomest tried first, so that a few addresses that take no mail do not stand before the others."""
    sent = failed = 0
    for letter in ClaimLetter.objects.to_send().order_by("attempts", "pk")[:most]:
        went_out = send(letter)
        sent, failed = sent + (went_out is True), failed + (went_out is False)
        if failed == FAILURES:
            break
    return sent


def send(letter: ClaimLetter) -> bool | None:
    """True if it went out, False if it could not, None if somebody else was quicker: it is marked before it is sent."""
    mine = ClaimLetter.objects.filter(pk=letter.pk, sent_at=None, attempts=letter.attempts)
    if not mine.update(sent_at=timezone.now(), attempts=F("attempts") + 1):
        return None
    try:
        written(letter).send()
    except Exception:
        ClaimLetter.objects.filter(pk=letter.pk).update(sent_at=None)
        logger.exception("letter %s to a claimant could not be mailed", letter.pk)
        return False
    return True


def written(letter: ClaimLetter) -> EmailMessage:
    claim = letter.claim
    with translation.override(claim.language or settings.LANGUAGE_CODE):
        place = claim.comment.get_absolute_url() if claim.comment else reverse("short_link", args=[claim.place.page_id])
        about = {**letter.context, **frame_of_letter(), "claim": claim, "url": full_url(without_language(place)), "memo": {}}
        template = f"comments/letters/claims/{letter.kind}"
        subject = " ".join(render_to_string(f"{template}.subject.txt", about).split())
        body = render_to_string(f"{template}.txt", about)
        return EmailMessage(subject, body.strip() + "\n", to=[claim.email])
