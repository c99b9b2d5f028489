"""What the clock does: warns before a credential runs out, ends it when it has, closes what nobody finished, destroys evidence."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.evidence import keeping
from accounts.models import Credential, Evidence, Notice, Voucher

from .asking import withdraw
from .door import AlreadyDecided, State, move
from .wording import named

WARNED_BEFORE = timedelta(days=30)
UNFINISHED_KEPT = timedelta(days=30)
MARGIN = timedelta(days=1)  # destroyed so long before the promised day: the clock may stand still for a night
MOST = 200  # at a time


def warn(most: int = MOST) -> int:
    """Tells members once that a credential will run out within a month. Returns how many."""
    now, told = timezone.now(), 0
    soon = Credential.objects.valid().filter(expires_at__lte=now + WARNED_BEFORE, warned_at=None, user__closed_at=None)
    for credential in soon.select_related("user", "profession").order_by("expires_at")[:most]:
        with transaction.atomic():
            if Credential.objects.valid().filter(pk=credential.pk, warned_at=None).update(warned_at=now):
                _tell(credential, "credential_ends")
                told += 1
    return told


def expire(most: int = MOST) -> int:
    """Ends those that have run out, and tells their members. Returns how many."""
    over = Credential.objects.filter(state=State.GRANTED, expires_at__lte=timezone.now()).select_related("user", "profession")
    ended = 0
    for credential in over.order_by("expires_at")[:most]:
        try:
            with transaction.atomic():
                move(credential, State.EXPIRED, by=None)
                if credential.user.closed_at is None:
                    _tell(credential, "credential_ended")
        except AlreadyDecided:  # renewed or revoked at the same moment
            continue
        ended += 1
    return ended


def close_unfinished(most: int = MOST) -> int:
    """Withdraws requests that lacked something for a month, with all that was sent. Returns how many."""
    forgotten = Credential.objects.unfinished().filter(asked_at__lt=timezone.now() - UNFINISHED_KEPT).select_related("user", "profession")
    closed = 0
    for credential in forgotten.order_by("asked_at")[:most]:
        try:
            with transaction.atomic():
                withdraw(credential, by=None)
                _tell(credential, "credential_lapsed")
        except AlreadyDecided:
            continue
        closed += 1
    return closed


def destroy_evidence() -> int:
    """Destroys what was sent with requests that were decided on days ago, and files that belong to nothing. Returns of how many pieces.

    Of vouchers the words go. What stays is who decided what, when and by which method, and keyed digests.
    """
    before = timezone.now() - timedelta(days=settings.EVIDENCE_DAYS) + MARGIN
    decided = Q(credential__decided_at__lte=before) & ~Q(credential__state=State.REQUESTED)
    destroyed = Evidence.objects.filter(decided).destroy()
    Voucher.objects.filter(decided).exclude(words="").update(words="")
    kept = {token.hex for token in Evidence.objects.kept().filter(kind=Evidence.Kind.DOCUMENT).values_list("token", flat=True)}
    keeping.remove_strays(kept)
    return destroyed


def _tell(credential: Credential, kind: str) -> None:
    until = credential.expires_at.isoformat() if credential.expires_at else ""
    Notice.tell(credential.user, kind, url=credential.get_absolute_url(), until=until, **named(credential.profession))
