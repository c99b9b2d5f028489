"""Django's PostgreSQL, noticing what is written. A commit that was sent goes on when the process that sent it is killed."""

from django.db.backends.postgresql import base

from portal.kept.databases.noticing import NoticingWrites


class DatabaseWrapper(NoticingWrites, base.DatabaseWrapper):
    def transaction_number(self) -> str:
        try:
            with self.connection.cursor() as cursor:  # the driver's own: no statement of ours
                cursor.execute("SELECT pg_current_xact_id_if_assigned()::text")
                return cursor.fetchone()[0] or ""
        except self.Database.Error:  # the transaction has failed: there is nothing to commit
            return ""
