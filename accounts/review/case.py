"""A request as the reviewer sees it: what was sent, who it is, what else there is of the same."""

from dataclasses import dataclass
from functools import cached_property

from accounts.credentials.deciding import is_concerned
from accounts.credentials.vouching import NEEDED, may_vouch
from accounts.credentials.warnings import Warnings, warnings_about
from accounts.models import Credential, CredentialEvent, Evidence, EvidenceLook, User, Voucher

MOST = 20


@dataclass(frozen=True)
class Word:
    """A voucher, and whether its giver may vouch today: what the member who asked is not told."""

    voucher: Voucher
    counts: bool


@dataclass
class Case:
    credential: Credential
    staff: User

    @cached_property
    def evidence(self) -> list[Evidence]:
        return list(self.credential.evidence.all()[: 3 * MOST])

    @property
    def files(self) -> list[Evidence]:
        return [one for one in self.evidence if one.is_file and one.destroyed_at is None]

    @property
    def texts(self) -> list[Evidence]:
        return [one for one in self.evidence if not one.is_file and one.destroyed_at is None]

    @property
    def destroyed(self) -> list[Evidence]:
        return [one for one in self.evidence if one.destroyed_at]

    @cached_property
    def words(self) -> list[Word]:
        vouchers = self.credential.vouchers.select_related("giver", "bearing")[:MOST]
        return [Word(one, bool(one.giver and may_vouch(one.giver, self.credential))) for one in vouchers]

    @property
    def enough_words(self) -> bool:
        return sum(word.counts and word.voucher.state == Voucher.State.GIVEN for word in self.words) >= NEEDED

    @cached_property
    def warnings(self) -> Warnings:
        return warnings_about(self.credential)

    @cached_property
    def past(self) -> list[Credential]:
        """The member's other requests and credentials, the newest first."""
        others = Credential.objects.of(self.credential.user).exclude(pk=self.credential.pk)
        return list(others.select_related("profession", "checked_by").order_by("-pk")[:MOST])

    @cached_property
    def events(self) -> list[CredentialEvent]:
        return list(self.credential.events.select_related("actor")[:MOST])

    @cached_property
    def looks(self) -> list[EvidenceLook]:
        """Who looked at its files, the latest first."""
        return list(EvidenceLook.objects.filter(evidence__credential=self.credential).select_related("viewer").order_by("-pk")[:MOST])

    @cached_property
    def is_concerned(self) -> bool:
        return is_concerned(self.staff, self.credential)

    @property
    def decision(self) -> CredentialEvent | None:
        return self.events[-1] if self.events else None

    @property
    def may_decide(self) -> bool:
        return self.credential.is_open and not self.is_concerned

    @property
    def is_doubted(self) -> bool:
        return self.credential.doubted_at is not None and self.credential.is_valid
