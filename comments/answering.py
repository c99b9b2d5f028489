"""Letters to strangers who have reported a comment: what came of it, once; then their address is forgotten."""

import logging
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from accounts.letters import frame_of_letter, full_url, without_language
from accounts.models import Notice
from accounts.notices import tell
from comments import tasks
from comments.models import Report

logger = logging.getLogger(__name__)
BATCH = 50
FAILURES = 3  # after so many the mail server is taken to be away


def mail_answer_soon(report: Report, *, after: int = 0) -> None:
    """`after` so many seconds, where the decision may still be undone."""
    if report.email:
        transaction.on_commit(partial(tasks.in_seconds(tasks.mail_answer, after).enqueue, report.pk))


def mail_answer(report_id: int) -> None:
    report = Report.objects.to_answer().filter(pk=report_id).first()
    if report:
        send(report)


def retry_unsent_answers(most: int = BATCH) -> int:
    """For the clock: tries again what could not be mailed. Returns how many went out.

    In no order, so that a few addresses that take no mail do not stand before the others for good.
    """
    sent = failed = 0
    for report in Report.objects.to_answer().order_by("?")[:most]:
        went_out = send(report)
        sent, failed = sent + (went_out is True), failed + (went_out is False)
        if failed == FAILURES:
            break
    return sent


def send(report: Report) -> bool | None:
    """Forgets the address and writes to it. True if the letter went out, False if it could not, None if somebody else was quicker.

    Forgotten before it is sent, so that of two workers one sends it; put back if sending fails.
    """
    if not Report.objects.filter(pk=report.pk, email=report.email).update(email=""):
        return None
    try:
        letter_of(report).send()
    except Exception:
        Report.objects.filter(pk=report.pk, email="").update(email=report.email)
        logger.exception("the answer to report %s could not be mailed", report.pk)
        return False
    return True


def letter_of(report: Report) -> EmailMessage:
    """In the words of the notice that a member gets."""
    comment = report.comment
    with translation.override(report.language or settings.LANGUAGE_CODE):
        about = {"page": comment.discussion.page.title, "action": report.outcome}
        told = tell(Notice(kind="report_answered", context=about), {}, {})
        url = full_url(without_language(comment.get_absolute_url()))
        body = render_to_string("comments/letters/report_answered.txt", {**frame_of_letter(), "told": told, "url": url})
        return EmailMessage(told.subject, body.strip() + "\n", to=[report.email])
