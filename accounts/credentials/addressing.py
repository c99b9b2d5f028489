"""A work address: the code that is mailed to it, and what entering it proves."""

import hmac
import secrets
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.digests import keyed_digest
from accounts.letters import frame_of_letter
from accounts.models import AddressCode, Credential, Evidence

from .asking import settle_readiness

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look like another
LENGTH, TRIES, HOLDS = 8, 5, timedelta(minutes=15)


class WrongCode(Exception):
    """It is not the code, or there is none that still holds."""


class UsedAddress(Exception):
    """Another member was, or is to be, verified by this address."""


def address_of(credential: Credential) -> Evidence | None:
    """The work address that a request rests on."""
    return credential.evidence.kept().filter(kind=Evidence.Kind.EMAIL).last()


def send_code(evidence: Evidence) -> None:
    """A new code, in place of any older one. Raises OSError where the mail server does not answer; then no code holds."""
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    AddressCode.objects.update_or_create(
        evidence=evidence, defaults={"digest": _digest(evidence, code), "until": timezone.now() + HOLDS, "tries": 0}
    )
    member = evidence.credential.user
    with translation.override(member.language):
        body = render_to_string("accounts/letters/address_code.txt", {**frame_of_letter(), "code": f"{code[:4]}-{code[4:]}"})
        EmailMessage(_("Code to confirm your work address"), body.strip() + "\n", to=[evidence.text]).send()


def enter_code(evidence: Evidence, typed: str) -> None:
    """Raises WrongCode, and UsedAddress: only who can read the mail of an address learns that it has served already."""
    tried = AddressCode.objects.filter(evidence=evidence, until__gt=timezone.now(), tries__lt=TRIES)
    if not tried.update(tries=F("tries") + 1):
        raise WrongCode
    code = AddressCode.objects.filter(evidence=evidence).first()
    if code is None or not hmac.compare_digest(code.digest, _digest(evidence, normal(typed))):
        raise WrongCode
    _verify(evidence)


@transaction.atomic
def _verify(evidence: Evidence) -> None:
    list(Evidence.objects.select_for_update().filter(digest=evidence.digest))  # of two members with one address the first is served
    others = Evidence.objects.filter(kind=Evidence.Kind.EMAIL, digest=evidence.digest).exclude(verified_at=None)
    standing = (Credential.State.REQUESTED, Credential.State.GRANTED)
    if others.filter(credential__state__in=standing).exclude(credential__user=evidence.credential.user_id).exists():
        raise UsedAddress
    AddressCode.objects.filter(evidence=evidence).delete()
    Evidence.objects.kept().filter(pk=evidence.pk).update(verified_at=timezone.now())
    settle_readiness(evidence.credential)


def normal(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _digest(evidence: Evidence, code: str) -> str:
    return keyed_digest("address-code", f"{evidence.token}|{code}")
