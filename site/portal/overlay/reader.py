"""The member who reads, as the frame of a page and the composer show them."""

from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import Notice, User
from accounts.prepared import Prepared
from accounts.speaking import Speaker
from accounts.standing import Standing
from accounts.stencil import NUMBERS, StandIn, Stencil, mark
from comments.drawing.values import address_of
from comments.templatetags.composing import keys_posted

UNREAD_MOST = 100


def _staff_rights(member: int) -> QuerySet[Permission]:
    rights = Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin")
    return rights.filter(Q(user=member) | Q(group__user=member)).only("pk").order_by()[:1]


_rights: Prepared[Permission] = Prepared(_staff_rights, int, by_key=True)
_unread: Prepared[Any] = Prepared(
    lambda member, now: Notice.objects.of(member).told_by(now).unread().order_by().values_list("pk")[:UNREAD_MOST],
    int,
    datetime,
    by_key=True,
)


def is_staff(member: User) -> bool:
    """Whether the newsroom is open to them: their pages show more than those of others."""
    return member.is_superuser or bool(_rights(member.pk))


def shown(member: User, language: str) -> dict[str, bytes]:
    """The masthead's part for members, who speaks in the composer, and which drafts are done with."""
    speaker, unread = member.speaker(), len(_unread(member.pk, timezone.now()))
    standing = speaker.standing
    shape = language, standing.profession is not None, standing.verified, bool(speaker.options)
    values = {"name": escape(member.shown_name), "person": address_of(member.handle, language), "more": unread, "options": speaker.options}
    if standing.profession:
        profession = standing.profession
        values |= {"profession": escape(profession.label), "field": profession.field, "seal": escape(profession.seal)}
    return {
        "mast": _stencil("includes/mast_member.html", *shape, min(unread, 2)).fill(values).encode(),
        "me": _stencil("accounts/includes/me.html", *shape, 0).fill(values).encode(),
        "posted": keys_posted(member).encode(),
        "member": str(member.pk).encode(),
    }


@lru_cache(64)
def _stencil(template_name: str, language: str, has_profession: bool, is_verified: bool, has_choice: bool, unread: int) -> Stencil:
    """In the active language, which is `language`; `unread` is 0, 1, or 2 for any number above."""
    profession: Any = StandIn(label=mark("profession"), field=mark("field"), seal=mark("seal")) if has_profession else None
    credential: Any = StandIn() if is_verified else None
    standing = Standing(profession, credential)
    member = StandIn(
        shown_name=mark("name"),
        get_absolute_url=mark("person"),
        closed_at=None,
        standing=lambda: standing,
        speaker=lambda _chosen: Speaker(standing, mark("options") if has_choice else SafeString("")),
    )
    context = {"request": StandIn(user=member), "unread": unread if unread < 2 else NUMBERS["more"], "perms": {}}
    return Stencil(get_template(template_name).render(context))
