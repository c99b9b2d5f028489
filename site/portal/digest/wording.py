"""The letter itself: a complete text, and the same in HTML that asks nothing of any server."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import unsubscribing
from accounts.letters import frame_of_letter, full_url, without_language
from accounts.mail_times import Week
from accounts.models import User
from portal.digest.choosing import Contents
from portal.digest.inks import DARK


def write(member: User, address: str, kind: str, week: Week, contents: Contents) -> EmailMultiAlternatives:
    """`kind` is "day" or "week". In the member's language."""
    with translation.override(member.language):
        stop = unsubscribing.link_for(member, kind)
        about = {
            **frame_of_letter(),
            "member": member,
            "kind": kind,
            "week": week,
            "contents": contents,
            "subject": _subject(kind, contents),
            "stop": stop,
            "settings_url": full_url(without_language(reverse("mail_choices"))),
            "inbox_url": full_url(without_language(reverse("inbox"))),
            "columns_url": full_url("/columns/"),
            "dark": DARK,
            "language": member.language,
        }
        text = render_to_string("portal/letters/gathered.txt", about)
        html = render_to_string("portal/letters/gathered.html", about)
    letter = EmailMultiAlternatives(about["subject"], _tidy(text), to=[address])
    letter.attach_alternative(html, "text/html")
    unsubscribing.offer(letter, stop)
    return letter


def _subject(kind: str, contents: Contents) -> str:
    """One line, whatever stands in a title."""
    if kind == "day":
        subject = _("Your notices of the day")
    elif contents.columns:
        subject = _("Letter of the week: %(title)s") % {"title": contents.columns[0].title}
    else:
        subject = _("Letter of the week")
    return " ".join(subject.split())


def _tidy(text: str) -> str:
    """No more than one empty line at a time."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines) + "\n"
