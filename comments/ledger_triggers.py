"""Triggers that keep the ledger append-only, even from ourselves: UPDATE, DELETE and (PostgreSQL) TRUNCATE are refused.

`comments_decision` and `comments_publishedhead` may never be changed; `comments_decisiontext` may be updated and deleted (the law can ask
for it). A test database's flush is the declared exception: it lifts the triggers for as long as it takes (`lifted`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = {"comments_decision": "ledger", "comments_publishedhead": "heads"}  # and how the names of their triggers begin
MESSAGE = "the ledger is append-only"
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""


@dataclass(frozen=True)
class Trigger:
    name: str
    table: str
    statement: str  # that makes it


def _sqlite(table: str, start: str) -> Iterator[Trigger]:
    for verb in ("UPDATE", "DELETE"):
        name = f"{start}_no_{verb.lower()}"
        made = f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        yield Trigger(name, table, made)


def _postgresql(table: str, start: str) -> Iterator[Trigger]:
    for name, when, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
        made = f"CREATE OR REPLACE TRIGGER {start}_no_{name} BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION ledger_refuse()"
        yield Trigger(f"{start}_no_{name}", table, made)


def triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    kind = _postgresql if connection.vendor == "postgresql" else _sqlite
    return [trigger for table, start in TABLES.items() for trigger in kind(table, start)]


def restore(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers in place, of the tables that there are; harmless where they are."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for trigger in triggers(connection):
            if trigger.table in there:
                cursor.execute(trigger.statement)


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the ledger's triggers that the database has."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
    )
    found = set()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(query, [table])
            found |= {row[0] for row in cursor.fetchall()}
    return found


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    return {trigger.name for trigger in triggers(connection)}


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Takes the triggers away for a test database's flush, and puts them back."""
    with connection.cursor() as cursor:
        for trigger in triggers(connection):
            suffix = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{suffix}")
    try:
        yield
    finally:
        restore(connection)


def restore_after_migrate(using: str, **_kwargs: Any) -> None:
    restore(connections[using])
