"""Background tasks of accounts: notices become letters."""

import logging
from functools import partial
from typing import TYPE_CHECKING

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

if TYPE_CHECKING:
    from accounts.models import Notice

logger = logging.getLogger(__name__)
BATCH = 50


def mail_notice_soon(notice: "Notice") -> None:
    transaction.on_commit(partial(mail_notice.enqueue, notice.pk))


@task()
def mail_notice(notice_id: int) -> None:
    from accounts.models import Notice

    notice = Notice.objects.to_mail().select_related("recipient").filter(pk=notice_id).first()
    if notice:
        send(notice)


def retry_unsent_notices(most: int = BATCH) -> int:
    """For the clock: tries again what could not be mailed, at most `most` at a time. Returns how many went out.

    Stops at the first that fails: if the mail server is away, the others would fail, too.
    """
    from accounts.models import Notice

    sent = 0
    for notice in Notice.objects.due_to_mail().select_related("recipient")[:most]:
        went_out = send(notice)
        if went_out is False:
            break
        sent += bool(went_out)
    return sent


def send(notice: "Notice") -> bool | None:
    """Mails the notice to a verified address. True if it went out, False if it could not, None if there was nothing to do.

    Marked before it is sent, so that of two workers one sends it; taken back if sending fails.
    """
    if not notice.mark_mailed():
        return None
    try:
        letter = letter_of(notice)
        if letter is None:  # nobody to write to: the attempt counts, and after the last one it rests
            notice.mark_unmailed()
            return None
        letter.send()
    except Exception:
        notice.mark_unmailed()
        logger.exception("notice %s could not be mailed", notice.pk)
        return False
    return True


def letter_of(notice: "Notice") -> EmailMessage | None:
    """The letter, in the recipient's language; None if they left, are barred, or have no verified address."""
    from accounts.letters import frame_of_letter, full_url
    from accounts.notices import tell_all

    member = notice.recipient
    address = member.verified_email if member.is_active else ""
    if not address:
        return None
    with translation.override(member.language):
        told = tell_all([notice])[0]
        url = full_url(notice.url) if notice.url else ""
        body = render_to_string("accounts/letters/notice.txt", {**frame_of_letter(), "member": member, "told": told, "url": url})
        return EmailMessage(told.subject, body.strip() + "\n", to=[address])
