"""A credential as its member sees it: how far it is, what was sent, what can be done."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Credential, CredentialEvent, Evidence, Voucher

State, Method = Credential.State, Credential.Method


@dataclass
class Shown:
    """`form` is that of the code, where one was entered wrongly."""

    credential: Credential
    form: Any = None

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What has not been destroyed."""
        return list(self.credential.evidence.kept())

    @cached_property
    def vouchers(self) -> list[Voucher]:
        """Whom the member named. Of those who have not answered nobody learns whether they could."""
        return list(self.credential.vouchers.all()) if self.credential.method == Method.VOUCHER else []

    @cached_property
    def decision(self) -> CredentialEvent | None:
        """The newest step, which says why it stands as it does."""
        return self.credential.events.last()

    @property
    def awaits_code(self) -> bool:
        return self.credential.is_open and self.credential.method == Method.EMAIL and self.credential.ready_at is None

    @property
    def awaits_colleagues(self) -> bool:
        return self.credential.is_open and self.credential.method == Method.VOUCHER and self.credential.ready_at is None

    @property
    def code_form(self) -> Any:
        from accounts.forms.answers import CodeForm

        return self.form or CodeForm()

    @property
    def address(self) -> str:
        return next((piece.text for piece in self.evidence if piece.kind == Evidence.Kind.EMAIL), "")

    @property
    def step(self) -> int:
        """1 sent, 2 being checked, 3 verified; 0 where it ended otherwise."""
        if self.credential.is_open:
            return 2 if self.credential.ready_at else 1
        return 3 if self.credential.is_valid else 0

    @property
    def headline(self) -> str:
        if self.awaits_code:
            return _("Waiting for the code")
        if self.awaits_colleagues:
            return _("Waiting for your colleagues")
        return {
            State.REQUESTED: _("Being checked"),
            State.GRANTED: _("Verified") if self.credential.is_valid else _("Run out"),
            State.REFUSED: _("Not verified"),
            State.WITHDRAWN: _("Withdrawn"),
            State.REVOKED: pgettext("credential", "Revoked"),
            State.EXPIRED: _("Run out"),
        }[State(self.credential.state)]

    @property
    def can_ask_again(self) -> bool:
        return not self.credential.is_open and self.credential.state != State.WITHDRAWN
