"""Not wanting to read somebody. It is the reader's own affair: the other is told nothing, and nobody else sees anything of it."""

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.requests import Reader
from comments.models import Mute

MOST = 500  # people that one member may mute: their number is read with every discussion


class Oneself(Exception):
    """Nobody mutes themselves."""


class TooManyMutes(Exception):
    """The member has muted as many as one may."""


def mute(member: User, other: User) -> None:
    """Muting twice is muting once. Raises Oneself and TooManyMutes."""
    if member.pk == other.pk:
        raise Oneself
    with transaction.atomic():
        if is_muted(member, other):
            return
        if Mute.objects.filter(member=member).count() >= MOST:
            raise TooManyMutes
        Mute.objects.get_or_create(member=member, muted=other)


def unmute(member: User, other: User) -> None:
    Mute.objects.filter(member=member, muted=other).delete()


def is_muted(member: User, other: User) -> bool:
    return Mute.objects.filter(member=member, muted=other).exists()


def muted_by(reader: Reader) -> set[int]:
    """The ids of those whom the reader has muted: one query for a member, none for a stranger."""
    return set(mutes_of(reader).values_list("muted_id", flat=True)) if reader.is_authenticated else set()


def mutes_of(member: User) -> QuerySet[Mute]:
    """The newest first."""
    return Mute.objects.filter(member=member).select_related("muted").order_by("-created_at", "-pk")
