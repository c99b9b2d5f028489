"""The one door: every change of a credential's state goes through `move`."""

from accounts.models import Credential, CredentialEvent, User

State = Credential.State
WAYS: dict[str, frozenset[str]] = {
    State.REQUESTED: frozenset({State.GRANTED, State.REFUSED, State.WITHDRAWN}),
    State.GRANTED: frozenset({State.REVOKED, State.EXPIRED}),
}


class AlreadyDecided(Exception):
    """Somebody else was quicker, or the credential cannot go there from where it is; `credential` has been read anew."""

    def __init__(self, credential: Credential) -> None:
        self.credential = credential
        super().__init__(credential.pk)


def move(
    credential: Credential, to: Credential.State, *, by: User | None, reason: str = "", words: str = "", remark: str = "", **fields: object
) -> CredentialEvent:
    """Moves the state by compare-and-set, on the edition that the caller saw, and keeps an event of it. Inside a transaction.

    `by` is None where the clock does it. Raises AlreadyDecided.
    """
    was = credential.state
    fields = {"state": to, **fields}
    seen = Credential.objects.filter(pk=credential.pk, state=was, edition=credential.edition)
    if to not in WAYS.get(was, ()) or not seen.update(**fields):
        credential.refresh_from_db()
        raise AlreadyDecided(credential)
    credential.refresh_from_db()
    event = CredentialEvent.objects.create(
        credential=credential, actor=by, was=was, became=to, method=credential.method, reason=reason, words=words, remark=remark
    )  # fmt: skip
    if State.GRANTED in (was, to):
        credential.settle()
    return event


def begin(credential: Credential, *, by: User, remark: str = "") -> CredentialEvent:
    """The first event of a credential that was just stored, as a request or, by hand of staff, as granted."""
    return CredentialEvent.objects.create(
        credential=credential, actor=by, became=credential.state, method=credential.method, remark=remark
    )  # fmt: skip
