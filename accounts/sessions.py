"""Sessions that know whose they are, so that all of a member's can be ended at once (`SESSION_ENGINE = "accounts.sessions"`)."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

from accounts.models.session import MemberSession


class SessionStore(DatabaseSessionStore):
    @classmethod
    def get_model_class(cls) -> type[MemberSession]:
        return MemberSession

    def _validate_session_key(self, key: str) -> bool:
        """Keys that we made have letters and digits only; anything else is not looked up (PostgreSQL would refuse a NUL with an error)."""
        return bool(super()._validate_session_key(key)) and key.isalnum()  # type: ignore[misc]

    def create_model_instance(self, data: dict[str, Any]) -> MemberSession:
        row = cast(MemberSession, super().create_model_instance(data))
        member = str(data.get(SESSION_KEY) or "")
        row.member = int(member) if member.isdigit() else None
        return row
