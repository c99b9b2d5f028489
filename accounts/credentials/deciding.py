"""Deciding: the verbs of staff. Each is one transaction: state, event, what the member is told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import revoking
from accounts.models import Credential, Evidence, Notice, Profession, User, Voucher

from . import vouching
from .door import AlreadyDecided, State, begin, move
from .methods import methods_of
from .warnings import same_number
from .wording import named

__all__ = [
    "AlreadyDecided",
    "Concerned",
    "NeedsOverride",
    "NotReady",
    "confirm",
    "grant",
    "grant_by_hand",
    "refuse",
    "revoke",
    "same_number",
]
Method = Credential.Method


class Concerned(Exception):
    """Nobody decides on themselves, nor on whom they vouched for."""


class NeedsOverride(Exception):
    """The number is another member's, too: that takes a reason for the record."""


class NotReady(Exception):
    """There is nothing yet that could have been checked in this way."""


def is_concerned(staff: User, credential: Credential) -> bool:
    return staff.pk == credential.user_id or Voucher.objects.given().filter(giver=staff, credential__user=credential.user_id).exists()


@transaction.atomic
def grant(credential: Credential, *, by: User, method: str, checked_at: datetime, expires_at: datetime | None, remark: str = "") -> None:
    """Raises Concerned, NotReady, NeedsOverride (without a `remark`), AlreadyDecided."""
    _refuse_concerned(by, credential)
    profession = _where_it_leads(credential.profession)
    if not _is_ready(credential, profession, method):
        raise NotReady
    if same_number(credential) and not remark.strip():
        raise NeedsOverride
    number = credential.evidence.filter(kind=Evidence.Kind.NUMBER).exclude(digest="").values_list("digest", flat=True).last() or ""
    User.objects.select_for_update(no_key=True).get(
        pk=credential.user_id
    )  # of two requests that lead to one profession the second makes way for the first
    make_way(credential.user, profession, by=by, unless=credential)
    move(
        credential, State.GRANTED, by=by, remark=remark, profession=profession, method=method, checked_at=checked_at, checked_by=by,
        expires_at=expires_at, decided_at=timezone.now(), number_digest=number,
    )  # fmt: skip
    _welcome(credential)


def grant_by_hand(credential: Credential, *, by: User) -> None:
    """Stores one that staff checked without a request. Raises Concerned, IntegrityError."""
    _refuse_concerned(by, credential)
    with transaction.atomic():
        make_way(credential.user, credential.profession, by=by, only_run_out=True)
        credential.decided_at = timezone.now()
        credential.save()
        begin(credential, by=by, remark=credential.note)
        _welcome(credential)


@transaction.atomic
def refuse(credential: Credential, *, by: User, reason: str, words: str = "") -> None:
    """Raises Concerned, AlreadyDecided, and ValueError without a reason."""
    if not reason:
        raise ValueError("refusing takes a reason")
    _refuse_concerned(by, credential)
    move(credential, State.REFUSED, by=by, reason=reason, words=words, checked_by=by, decided_at=timezone.now())
    _tell(credential, "credential_refused", reason=reason, words=words)


@transaction.atomic
def revoke(credential: Credential, *, by: User, reason: str = "", words: str = "", remark: str = "") -> None:
    """Raises Concerned, AlreadyDecided."""
    _refuse_concerned(by, credential)
    move(credential, State.REVOKED, by=by, reason=reason, words=words, remark=remark, revoked_at=timezone.now(), revoked_by=by)
    vouching.doubt_dependents(credential)
    revoking.tell(credential)
    _tell(credential, "credential_revoked", reason=reason, words=words)


@transaction.atomic
def confirm(credential: Credential, *, by: User) -> None:
    """After somebody who vouched was revoked: staff have looked again, and it stays. Raises Concerned, AlreadyDecided."""
    _refuse_concerned(by, credential)
    if not Credential.objects.to_look_at_again().filter(pk=credential.pk).update(doubted_at=None):
        credential.refresh_from_db()
        raise AlreadyDecided(credential)
    credential.refresh_from_db()


def make_way(user: User, profession: Profession, *, by: User, unless: Credential | None = None, only_run_out: bool = False) -> None:
    """Ends the credential for the same profession that the new one takes the place of: until then it holds."""
    held = Credential.objects.filter(user=user, profession=profession, state=State.GRANTED)
    if only_run_out:
        held = held.filter(expires_at__lte=timezone.now())
    for old in held.exclude(pk=unless.pk) if unless else held:
        move(old, State.EXPIRED, by=by)


def _is_ready(credential: Credential, profession: Profession, method: str) -> bool:
    if method not in methods_of(profession):
        return False
    if method == Method.VOUCHER:
        return len(vouching.standing_vouchers(credential)) >= vouching.NEEDED
    if method == Method.EMAIL:
        return credential.evidence.filter(kind=Evidence.Kind.EMAIL).exclude(verified_at=None).exists()
    return True


def _where_it_leads(profession: Profession) -> Profession:
    """What it was merged into while the request waited."""
    return profession.alias_of or profession


def _refuse_concerned(by: User, credential: Credential) -> None:
    if is_concerned(by, credential):
        raise Concerned


def _welcome(credential: Credential) -> None:
    credential.user.take_up(credential.profession)
    until = credential.expires_at.isoformat() if credential.expires_at else ""
    _tell(credential, "credential_granted", until=until)


def _tell(credential: Credential, kind: str, **context: Any) -> None:
    Notice.tell(credential.user, kind, url=credential.get_absolute_url(), **named(credential.profession), **context)
