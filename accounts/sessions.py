"""Sessions that know whose they are, so that all of a member's can be ended at once (`SESSION_ENGINE = "accounts.sessions"`)."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

from accounts.models.session import MemberSession
from accounts.prepared import Prepared

_of_key: Prepared[MemberSession] = Prepared(lambda key: MemberSession.objects.filter(session_key=key), str, by_key=True)


class SessionStore(DatabaseSessionStore):
    @classmethod
    def get_model_class(cls) -> type[MemberSession]:
        return MemberSession

    def _validate_session_key(self, key: str) -> bool:
        """Keys that we made have letters and digits only; anything else is not looked up (PostgreSQL would refuse a NUL with an error)."""
        return bool(super()._validate_session_key(key)) and key.isalnum()  # type: ignore[misc]

    def _get_session_from_db(self) -> MemberSession | None:
        """The row of the session, unless it has run out. It is asked for with every request: the question is compiled once."""
        for row in _of_key(self.session_key or ""):
            if row.expire_date > timezone.now():
                return row
        self._session_key = None
        return None

    def create_model_instance(self, data: dict[str, Any]) -> MemberSession:
        row = cast(MemberSession, super().create_model_instance(data))
        member = str(data.get(SESSION_KEY) or "")
        row.member = int(member) if member.isdigit() else None
        return row
