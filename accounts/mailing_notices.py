"""A notice becomes a letter of its own, when its member wants it and once."""

import logging
from datetime import datetime

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts import unsubscribing
from accounts.letters import frame_of_letter, full_url
from accounts.mail_choices import choice_for
from accounts.mail_groups import group_of
from accounts.mail_times import not_at_night, when_to_mail
from accounts.mailing import Outcome, Post, open_post
from accounts.models import Notice, When
from accounts.notices import still_true, tell_all

logger = logging.getLogger(__name__)
BATCH = 200
TO_LEAVERS = ("leaving",)  # kinds of notice


def mail_due_notices(most: int = BATCH) -> int:
    """For the clock: sends what is due, and what could not be sent before, at most `most` at a time. Returns how many went out.

    Stops where the mail server is away: the others would fail, too.
    """
    sent = 0
    with open_post() as post:
        for notice in Notice.objects.due_to_mail().select_related("recipient")[:most]:
            outcome = send(notice, post)
            if outcome == Outcome.AWAY:
                break
            sent += outcome == Outcome.SENT
    return sent


def send(notice: Notice, post: Post | None = None) -> Outcome | None:
    """Mails the notice to a verified address, or puts it off as its member has chosen. None if there was nothing to send.

    Marked before it is sent, so that of two workers one sends it; taken back only where it is certain that it was not sent.
    """
    now = timezone.now()
    turn = when_to_mail(notice.kind, choice_for(notice.recipient, notice.kind), now)
    if turn.when != When.NOW or (turn.at and turn.at > now):
        notice.put_off(turn.when, turn.at)
        return None
    if not still_true([notice]):
        notice.put_off(When.NEVER, None)
        return None
    if not notice.mark_mailed():
        return None
    try:
        letter = letter_of(notice)
    except Exception:
        notice.mark_unmailed(_again(notice, now))
        logger.exception("notice %s could not be put into words", notice.pk)
        return None
    if letter is None:  # nobody to write to: the attempt counts, and after the last one it rests
        notice.mark_unmailed(_again(notice, now))
        return None
    return _hand_over(notice, letter, post, now)


def _hand_over(notice: Notice, letter: EmailMessage, post: Post | None, now: datetime) -> Outcome:
    if post is None:
        with open_post() as post:
            outcome = post.send(letter)
    else:
        outcome = post.send(letter)
    if outcome in (Outcome.WAITING, Outcome.AWAY):
        notice.mark_unmailed(_again(notice, now))
    elif outcome == Outcome.REFUSED:
        notice.mark_refused()
        logger.warning("notice %s was refused for good", notice.pk)
    return outcome


def _again(notice: Notice, now: datetime) -> datetime:
    """Each attempt waits twice as long as the one before."""
    again = now + Notice.FIRST_RETRY * 2 ** (notice.mail_attempts + 1)
    return again if group_of(notice.kind).is_urgent else not_at_night(again)


def letter_of(notice: Notice) -> EmailMessage | None:
    """The letter, in the recipient's language; None if they left, are barred, or have no verified address.

    Who can still come back gets the one letter that says so.
    """
    member = notice.recipient
    may_be_written_to = member.is_active and (member.closed_at is None or notice.kind in TO_LEAVERS)
    address = member.verified_email if may_be_written_to else ""
    if not address:
        return None
    group = group_of(notice.kind)
    with translation.override(member.language):
        told = tell_all([notice])[0]
        url = full_url(notice.url) if notice.url else ""
        stop = "" if group.is_fixed else unsubscribing.link_for(member, group.key)
        about = {**frame_of_letter(), "member": member, "told": told, "url": url, "stop": stop}
        letter = EmailMessage(told.subject, render_to_string("accounts/letters/notice.txt", about).strip() + "\n", to=[address])
    if stop:
        unsubscribing.offer(letter, stop)
    return letter
