"""The rows of sessions."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone

from accounts.digests import keyed_digest

from .quick import QuickRow

NOTED = "noted"  # in the session's data
SHOWN = 50


class MemberSessionManager(BaseSessionManager):
    def end_all_of(self, member: int) -> int:
        """Logs a member out everywhere. Returns how many sessions that were."""
        return self.filter(member=member).delete()[0]

    def end_others_of(self, member: int, but: str | None) -> int:
        """Logs a member out everywhere else. Returns how many sessions that were."""
        return self.filter(member=member).exclude(session_key=but).delete()[0]

    def open_of(self, member: int) -> "list[MemberSession]":
        """Those that have not run out, the latest first; at most SHOWN."""
        still_open: Any = self.filter(member=member, expire_date__gt=timezone.now()).order_by("-expire_date", "session_key")
        return list(still_open[:SHOWN])


class MemberSession(QuickRow, AbstractBaseSession):
    member = models.PositiveBigIntegerField(null=True, db_index=True)  # no foreign key: a session may outlast whatever it names

    objects = MemberSessionManager()  # type: ignore[misc]

    class Meta(AbstractBaseSession.Meta):
        db_table = "accounts_session"

    @classmethod
    def get_session_store_class(cls) -> type:
        from accounts.sessions import SessionStore

        return SessionStore

    @property
    def known(self) -> dict[str, Any]:
        """What was noted when the member logged in (`accounts.devices`); empty for sessions that are older."""
        return self.get_decoded().get(NOTED) or {}

    @property
    def device(self) -> str:
        return self.known.get("device", "")

    @property
    def begun_at(self) -> datetime | None:
        begun = self.known.get("begun")
        return datetime.fromtimestamp(begun, UTC) if begun else None

    @property
    def label(self) -> str:
        """Names the session in a page without giving its key away, which would be the session itself."""
        return label_of(self.session_key)


def label_of(key: str | None) -> str:
    return keyed_digest("session", key)[:20] if key else ""
