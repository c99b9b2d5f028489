"""The signed link by which mail can be stopped without logging in, as mail programs press it, too (RFC 2369, RFC 8058).

It holds for as long as the letter may lie in a mailbox: it can do nothing but end letters to its own member.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import signing
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import full_url, without_language
from accounts.mail_choices import GATHERED, stop
from accounts.mail_groups import GROUPS
from accounts.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SALT = "accounts.unsubscribe"


class Unusable(Exception):
    """The link was never ours, was broken on its way, or its member has left."""


@dataclass(frozen=True)
class Subscription:
    """`what` is a group of notices, or "day" or "week" for the letter that gathers them."""

    member: User
    what: str

    @property
    def label(self) -> "str | _StrPromise":
        return {"day": _("The letter of the day"), "week": _("The letter of the week")}.get(self.what) or GROUPS[self.what].label

    def end(self) -> None:
        stop(self.member, self.what)


def link_for(member: User, what: str) -> str:
    """With scheme and host, in the active language."""
    return full_url(without_language(reverse("unsubscribe", args=[signing.dumps([member.pk, what], salt=SALT)])))


def read(signed: str) -> Subscription:
    """Raises Unusable."""
    try:
        number, what = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Unusable from None
    if not isinstance(number, int) or not isinstance(what, str):
        raise Unusable
    member = User.objects.filter(pk=number, closed_at=None).first()
    if member is None or not (what in GATHERED or (what in GROUPS and not GROUPS[what].is_fixed)):
        raise Unusable
    return Subscription(member, what)


def offer(letter: EmailMessage, link: str) -> None:
    """Puts the link where mail programs look for it."""
    letter.extra_headers["List-Unsubscribe"] = f"<{link}>"
    letter.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
