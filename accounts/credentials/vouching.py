"""Vouching: two colleagues whose own profession was checked otherwise say that somebody exercises it.

No ring is possible: who was verified by vouchers cannot vouch, so every voucher rests on a document, a register or a work address.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Credential, Notice, Profession, User, Voucher
from accounts.text import fold

from .door import AlreadyDecided, State
from .wording import named

NEEDED = 2
YEARLY = 10  # vouchers that one member may give in a year
Method = Credential.Method


class MayNotVouch(Exception):
    """The member's own profession was not checked, or not in a way that others can be built on."""


def bearing_of(giver: User, profession: Profession) -> Credential | None:
    """The giver's own credential that a voucher can rest on: valid, of this very profession, not doubted, and not itself by voucher."""
    held = Credential.objects.valid().filter(user=giver, profession=profession, doubted_at=None)
    return held.exclude(method=Method.VOUCHER).first()


def may_vouch(giver: User, credential: Credential) -> Credential | None:
    """The credential that the giver's word would rest on; None where they may not give it."""
    if giver.pk == credential.user_id or not giver.is_active or credential.method != Method.VOUCHER:
        return None
    if Voucher.objects.given().filter(giver=credential.user_id, credential__user=giver).exists():  # nobody repays a favour
        return None
    return bearing_of(giver, credential.profession)


def ask_for(credential: Credential, handles: list[str]) -> None:
    """Notes whom the member names. Only those who may vouch are told; the member learns of nobody what they hold."""
    people = {user.handle_key: user for user in User.objects.filter(handle_key__in=handles, closed_at=None)}
    there = set(credential.vouchers.values_list("handle", flat=True))
    for handle in dict.fromkeys(fold(one) for one in handles):
        if handle not in there:
            giver = people.get(handle)
            voucher = Voucher.objects.create(credential=credential, handle=handle, giver=giver)
            if giver and may_vouch(giver, credential):
                Notice.tell(
                    giver, "credential_vouch", url=voucher.get_absolute_url(), author=credential.user_id, **named(credential.profession)
                )


def forget_unanswered(credential: Credential, *, but: list[str]) -> None:
    """Those whom the member does not name any more, and who have not answered."""
    credential.vouchers.exclude(handle__in=[fold(one) for one in but]).asked().delete()


@transaction.atomic
def give(voucher: Voucher, *, words: str) -> None:
    """Raises MayNotVouch, and door.AlreadyDecided where it was answered before or the request is closed."""
    credential = voucher.credential
    bearing = may_vouch(voucher.giver, credential) if voucher.giver else None
    since = timezone.now() - timedelta(days=365)
    if bearing is None or Voucher.objects.given().filter(giver=voucher.giver, answered_at__gt=since).count() >= YEARLY:
        raise MayNotVouch
    _answer(voucher, Voucher.State.GIVEN, bearing=bearing, words=words)
    from .asking import settle_readiness

    settle_readiness(credential)


@transaction.atomic
def decline(voucher: Voucher) -> None:
    """Whoever asked is not told. Raises door.AlreadyDecided."""
    _answer(voucher, Voucher.State.DECLINED)


def _answer(voucher: Voucher, to: Voucher.State, **fields: object) -> None:
    open_ones = Voucher.objects.asked().filter(pk=voucher.pk, credential__state=State.REQUESTED)
    if not open_ones.update(state=to, answered_at=timezone.now(), **fields):
        voucher.refresh_from_db()
        voucher.credential.refresh_from_db()
        raise AlreadyDecided(voucher.credential)
    voucher.refresh_from_db()


def standing_vouchers(credential: Credential) -> list[Voucher]:
    """Those given whose givers may still vouch today."""
    given = credential.vouchers.given().select_related("giver")
    return [voucher for voucher in given if voucher.giver and may_vouch(voucher.giver, credential)]


def doubt_dependents(revoked: Credential) -> int:
    """Puts before staff again whom the holder of a revoked credential had vouched for by it. Returns how many."""
    resting = Voucher.objects.given().filter(bearing=revoked).values("credential")
    return Credential.objects.valid().filter(pk__in=resting, doubted_at=None).update(doubted_at=timezone.now())
