"""Asking for a profession to be checked: the member's own verbs."""

import hashlib
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.digests import keyed_digest
from accounts.evidence import keeping, sealing
from accounts.evidence.washing import Clean
from accounts.models import Consent, Credential, Evidence, Profession, User
from accounts.models.evidence import EvidenceQuerySet

from . import vouching
from .door import AlreadyDecided, State, begin, move
from .methods import Method
from .numbers import address_digest, number_digest

OPEN_MOST = 3  # requests of one member that are open at a time
Kind = Evidence.Kind


class AlreadyAsked(Exception):
    """The member has an open request for this profession."""


class TooManyOpen(Exception):
    """The member has as many open requests as anybody may have."""


@dataclass
class Claim:
    """What is sent with a request. `files` and `words` may be empty; `handles` are those of colleagues who may vouch."""

    method: str
    files: list[Clean] = field(default_factory=list)
    number: str = ""
    link: str = ""
    address: str = ""
    handles: list[str] = field(default_factory=list)
    words: str = ""


@transaction.atomic
def ask(user: User, profession: Profession, claim: Claim) -> Credential:
    """Raises AlreadyAsked, TooManyOpen."""
    # Two forms at once are counted one after the other. Only the row is held, not its key, which every event refers to.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if Credential.objects.open().filter(user=user).count() >= OPEN_MOST:
        raise TooManyOpen
    now = timezone.now()
    credential = Credential(user=user, profession=profession, state=State.REQUESTED, method=claim.method, asked_at=now, checked_at=now)
    try:
        with transaction.atomic():
            credential.save()
    except IntegrityError:
        raise AlreadyAsked
    begin(credential, by=user)
    Consent.give_for_evidence(user)
    _lay_down(credential, claim)
    return credential


@transaction.atomic
def change(credential: Credential, claim: Claim) -> None:
    """Other evidence in place of what was sent; files stay where no new ones come. Raises door.AlreadyDecided."""
    seen = Credential.objects.filter(pk=credential.pk, state=State.REQUESTED, edition=credential.edition)
    if not seen.update(edition=credential.edition + 1, method=claim.method, ready_at=None):
        credential.refresh_from_db()
        raise AlreadyDecided(credential)
    credential.refresh_from_db()
    old: EvidenceQuerySet = credential.evidence.kept()
    if claim.method == Method.DOCUMENT and not claim.files:
        old = old.exclude(kind=Kind.DOCUMENT)
    if claim.method == Method.EMAIL:  # one that was verified need not be verified again
        old = old.exclude(kind=Kind.EMAIL, digest=address_digest(claim.address))
    _forget(old)
    vouching.forget_unanswered(credential, but=claim.handles)
    _lay_down(credential, claim)


@transaction.atomic
def withdraw(credential: Credential, *, by: User | None) -> None:
    """The evidence goes at once, and nothing is kept by which it could be recognised. Raises door.AlreadyDecided."""
    move(credential, State.WITHDRAWN, by=by, decided_at=timezone.now())
    _forget(credential.evidence.all())
    credential.vouchers.update(words="")


def settle_readiness(credential: Credential) -> None:
    """Notes since when there is all that can be checked; until then the request waits for its member and not for staff."""
    kept = credential.evidence.kept()
    ready = {
        Method.DOCUMENT: lambda: kept.filter(kind=Kind.DOCUMENT).exists(),
        Method.REGISTER: lambda: kept.filter(kind__in=[Kind.NUMBER, Kind.LINK]).exists(),
        Method.EMAIL: lambda: kept.filter(kind=Kind.EMAIL).exclude(verified_at=None).exists(),
        Method.VOUCHER: lambda: credential.vouchers.given().count() >= vouching.NEEDED,
    }[Method(credential.method)]()
    if ready:
        Credential.objects.open().filter(pk=credential.pk, ready_at=None).update(ready_at=timezone.now())
        credential.refresh_from_db()


def _forget(evidence: EvidenceQuerySet) -> None:
    """What is not to be looked at is not to be recognised either."""
    numbers = [one.pk for one in evidence]
    Evidence.objects.filter(pk__in=numbers).destroy()
    Evidence.objects.filter(pk__in=numbers).update(digest="")


def _lay_down(credential: Credential, claim: Claim) -> None:
    for file in claim.files:
        _add_file(credential, file)
    if claim.number:
        _add_text(credential, Kind.NUMBER, claim.number, number_digest(credential.profession, claim.number))
    if claim.link:
        _add_text(credential, Kind.LINK, claim.link)
    if claim.address and not credential.evidence.kept().filter(kind=Kind.EMAIL).exists():
        _add_text(credential, Kind.EMAIL, claim.address, address_digest(claim.address))
    if claim.words:
        _add_text(credential, Kind.WORDS, claim.words)
    vouching.ask_for(credential, claim.handles)
    settle_readiness(credential)


def _add_text(credential: Credential, kind: Evidence.Kind, text: str, digest: str = "") -> Evidence:
    evidence = Evidence(credential=credential, kind=kind, digest=digest)
    evidence.sealed = sealing.seal(text.encode(), evidence.token.bytes)
    evidence.save()
    return evidence


def _add_file(credential: Credential, file: Clean) -> Evidence:
    """The file first: what a failed transaction leaves behind is a stray, which the clock removes."""
    digest = keyed_digest("evidence-file", hashlib.sha256(file.data).hexdigest())
    evidence = Evidence(credential=credential, kind=Kind.DOCUMENT, media_type=file.media_type, size=len(file.data), digest=digest)
    keeping.write(evidence.token.hex, sealing.seal(file.data, evidence.token.bytes))
    evidence.save()
    return evidence
