"""What was deleted does not lie on in the log of SQLite, from which the file itself was brought up to date long ago."""

from typing import Any

from django.db import connection


def empty_log(database: Any = connection) -> None:
    """Nothing elsewhere. Whoever is reading an older state at this moment keeps it, and the next time empties the rest.

    Past Django, for whose backend here (`portal.kept.databases`) any statement that it cannot read changes every page.
    """
    if database.vendor == "sqlite" and not database.in_atomic_block:
        database.ensure_connection()
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
