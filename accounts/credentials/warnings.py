"""What a reviewer should know before deciding: what else was sent with the same number, address or file."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import Credential, Evidence

NEW = timedelta(days=7)
STANDING = (Credential.State.REQUESTED, Credential.State.GRANTED)
MOST = 5
Kind = Evidence.Kind


@dataclass(frozen=True)
class Warnings:
    """Other members' credentials: with the same number, the same work address, the same file; and whether the account is new."""

    number: list[Credential]
    address: list[Credential]
    file: list[Credential]
    is_new: bool

    @property
    def any(self) -> bool:
        return bool(self.number or self.address or self.file or self.is_new)


def warnings_about(credential: Credential) -> Warnings:
    return Warnings(
        number=same_number(credential),
        address=_others(credential, Kind.EMAIL, standing=True),
        file=_others(credential, Kind.DOCUMENT, standing=False),
        is_new=credential.user.date_joined > timezone.now() - NEW,
    )


def same_number(credential: Credential) -> list[Credential]:
    """Of other members: requests that are open and credentials that were granted, with the number that this request claims."""
    return _others(credential, Kind.NUMBER, standing=True)


def _others(credential: Credential, kind: Evidence.Kind, *, standing: bool) -> list[Credential]:
    digests = list(credential.evidence.filter(kind=kind).exclude(digest="").values_list("digest", flat=True))
    if not digests:
        return []
    same = Evidence.objects.filter(kind=kind, digest__in=digests).values("credential")
    others = Credential.objects.filter(pk__in=same).exclude(user=credential.user_id).select_related("user", "profession")
    return list((others.filter(state__in=STANDING) if standing else others).order_by("pk")[:MOST])
