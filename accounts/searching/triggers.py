"""Triggers that note which rows the index has to read again, for tables that are written by other ways than `save()`.

They cost whoever writes no statement, and nobody can forget them. Put back after every migrate: Django drops a table's triggers in SQLite
when it remakes the table.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

CHANGES = "accounts_searchchange"
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO {CHANGES}(kind, object_pk) VALUES (TG_ARGV[0], COALESCE(NEW.id, OLD.id)); RETURN NULL;
END $$
"""  # noqa: S608 - nothing of it comes from outside
NOTED = f"INSERT INTO {CHANGES}(kind, object_pk) VALUES ('{{kind}}', {{row}}.id);"  # noqa: S608


@dataclass(frozen=True)
class Watched:
    """A table, the kind that its rows are, and the columns that the index is made of."""

    table: str
    kind: str
    columns: tuple[str, ...]


WATCHED: dict[str, Watched] = {}


def watch(table: str, kind: str, *columns: str) -> None:
    """Called in `ready()` by the app of the table."""
    WATCHED[kind] = Watched(table, kind, columns)


def restore(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers in place, of the tables that there are; harmless where they are."""
    there = set(connection.introspection.table_names())
    if CHANGES not in there:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for watched in WATCHED.values():
            if watched.table in there:
                for statement in _postgresql(watched) if connection.vendor == "postgresql" else _sqlite(watched):
                    cursor.execute(statement)


def _postgresql(watched: Watched) -> list[str]:
    when = f"INSERT OR DELETE OR UPDATE OF {', '.join(watched.columns)}"
    name = f"search_{watched.table}"
    return [f"CREATE OR REPLACE TRIGGER {name} AFTER {when} ON {watched.table} FOR EACH ROW EXECUTE FUNCTION search_note('{watched.kind}')"]


def _sqlite(watched: Watched) -> list[str]:
    verbs = {"INSERT": "new", "DELETE": "old", f"UPDATE OF {', '.join(watched.columns)}": "new"}
    return [
        f"CREATE TRIGGER IF NOT EXISTS search_{watched.table}_{verb.split()[0].lower()} AFTER {verb} ON {watched.table} BEGIN {noted} END"
        for verb, noted in ((verb, NOTED.format(kind=watched.kind, row=row)) for verb, row in verbs.items())
    ]


def restore_after_migrate(using: str, **_kwargs: Any) -> None:
    restore(connections[using])
