"""Triggers that keep the ledger append-only, even from ourselves: UPDATE, DELETE and (PostgreSQL) TRUNCATE are refused.

`comments_decisiontext` may be updated and deleted (the law can ask for it), `comments_decision` never. A test database's flush is the
declared exception: it lifts the triggers for as long as it takes (`lifted`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "comments_decision"
MESSAGE = "the ledger is append-only"

SQLITE = {
    f"ledger_no_{verb.lower()}": f"CREATE TRIGGER IF NOT EXISTS ledger_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for verb in ("UPDATE", "DELETE")
}
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""
POSTGRESQL = {
    "ledger_no_change": f"CREATE OR REPLACE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
    "ledger_no_truncate": f"CREATE OR REPLACE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
}


def restore(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers in place; harmless where they are."""
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for statement in _statements(connection).values():
            cursor.execute(statement)


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the ledger's triggers that the database has."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        return {row[0] for row in cursor.fetchall()}


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    return set(_statements(connection))


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Takes the triggers away for a test database's flush, and puts them back."""
    suffix = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _statements(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")
    try:
        yield
    finally:
        restore(connection)


def restore_after_migrate(using: str, **_kwargs: Any) -> None:
    restore(connections[using])


def _statements(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE
