"""The rows of sessions."""

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from .quick import QuickRow


class MemberSessionManager(BaseSessionManager):
    def end_all_of(self, member: int) -> int:
        """Logs a member out everywhere. Returns how many sessions that were."""
        return self.filter(member=member).delete()[0]


class MemberSession(QuickRow, AbstractBaseSession):
    member = models.PositiveBigIntegerField(null=True, db_index=True)  # no foreign key: a session may outlast whatever it names

    objects = MemberSessionManager()  # type: ignore[misc]

    class Meta(AbstractBaseSession.Meta):
        db_table = "accounts_session"

    @classmethod
    def get_session_store_class(cls) -> type:
        from accounts.sessions import SessionStore

        return SessionStore
