"""Django's PostgreSQL, noticing what is written. A commit that was sent goes on when the process that sent it is killed."""

from typing import Any

from django.db.backends.postgresql import base

from portal.kept.databases.noticing import NoticingWrites
from portal.kept.databases.postgresql.plans import planning_cursor


class DatabaseWrapper(NoticingWrites, base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        # Behind a pool that changes connections between transactions, as this setting of Django's says, nothing can be kept on one.
        if not self.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
            connection.cursor_factory = planning_cursor()
        return connection

    def transaction_number(self) -> str:
        try:
            with self.connection.cursor() as cursor:  # the driver's own: no statement of ours
                cursor.execute("SELECT pg_current_xact_id_if_assigned()::text")
                return cursor.fetchone()[0] or ""
        except self.Database.Error:  # the transaction has failed: there is nothing to commit
            return ""
