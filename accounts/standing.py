"""In which capacity somebody speaks: what they hold (theirs to know), and what is shown of it (for everybody)."""

from dataclasses import dataclass

from accounts.models.credential import Credential
from accounts.models.profession import Profession


@dataclass(frozen=True)
class Standing:
    """What is shown: a profession or none, and the credential that bore it out when it was worn, if any.

    `is_revoked` says that the credential was taken back since: then it bears nothing out any more, and that is said.
    """

    profession: Profession | None = None
    credential: Credential | None = None
    is_revoked: bool = False

    @property
    def verified(self) -> bool:
        return self.credential is not None and not self.is_revoked

    @classmethod
    def worn(cls, profession: Profession | None, credential: Credential | None) -> "Standing":
        """Of what was worn at some time. A broader profession is shown where too few hold this one (accounts.groups).

        A title that the law reserves, without a credential, is no title: using one falsely is an offence, so nothing is shown at all.
        """
        shown = profession.shown if profession else None
        if profession is None or shown is None or (credential is None and (profession.regulated or shown.regulated)):
            return cls()
        return cls(shown, credential, credential is not None and credential.state == Credential.State.REVOKED)


@dataclass(frozen=True)
class Capacity:
    """What a member holds, and may choose to speak from: a profession or none, and the valid credential that bears it out, if any."""

    profession: Profession | None = None
    credential: Credential | None = None

    @classmethod
    def of(cls, profession: Profession | None, credential: Credential | None) -> "Capacity":
        """With the credential that was granted for this profession, if there is one; whether it still holds is asked here.

        Nobody speaks from a title that the law reserves without having been checked.
        """
        if credential is not None and not credential.is_valid:
            credential = None
        if profession is None or (profession.regulated and credential is None):
            return cls()
        return cls(profession, credential)

    @property
    def standing(self) -> Standing:
        return Standing.worn(self.profession, self.credential)
