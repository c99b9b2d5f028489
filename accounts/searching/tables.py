"""What the databases keep beside the columns of `SearchEntry`: their own full-text index, always of the same tokens as the entry.

SQLite has a table of FTS5 that reads its content from the entries, kept by triggers. PostgreSQL has two generated columns with a GIN index
each. Neither looks into words: tokens come ready made. Pages, which are few and long, have another of their own: what is counted or fetched
of a word among them is not what a hundred times as many comments say. Put in place after every migrate, because Django drops a table's
triggers in SQLite when it remakes the table; harmless where all is there.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .kinds import PAGES

ENTRY, WORDS, PAGE_WORDS = "accounts_searchentry", "accounts_searchentry_words", "accounts_searchentry_pages"
COLUMNS = ("title", "body", "starts")
TRIGGERS = {"put": "AFTER INSERT", "taken": "AFTER DELETE", "changed": f"AFTER UPDATE OF {', '.join(COLUMNS)}"}


def _sqlite(there: list[str]) -> Iterator[str]:
    tokenizer = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
    columns = ", ".join(COLUMNS)
    for table in (WORDS, PAGE_WORDS):
        yield f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5({columns}, content='{ENTRY}', content_rowid='id', tokenize=\"{tokenizer}\")"
        for name, event in TRIGGERS.items():
            yield _trigger(table, name, event)
    if PAGE_WORDS not in there:
        yield f"INSERT INTO {PAGE_WORDS}(rowid, {columns}) SELECT id, {columns} FROM {ENTRY} WHERE kind = '{PAGES}'"  # noqa: S608


def _trigger(table: str, name: str, event: str) -> str:
    """Nothing of it comes from outside."""
    columns = ", ".join(COLUMNS)
    news, olds = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("new", "old"))
    put = f"INSERT INTO {table}(rowid, {columns}) VALUES (new.id, {news});"  # noqa: S608
    take = f"INSERT INTO {table}({table}, rowid, {columns}) VALUES ('delete', old.id, {olds});"  # noqa: S608
    said = {"put": put, "taken": take, "changed": f"{take} {put}"}[name]
    only = f" WHEN {'new' if name == 'put' else 'old'}.kind = '{PAGES}'" if table == PAGE_WORDS else ""
    return f"CREATE TRIGGER IF NOT EXISTS {_name(table, name)} {event} ON {ENTRY}{only} BEGIN {said} END"


def _name(table: str, name: str) -> str:
    return f"{ENTRY if table == WORDS else table}_{name}"


def _postgresql() -> list[str]:
    words = "setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', body)"
    starts = "to_tsvector('simple', starts)"
    return [
        f"ALTER TABLE {ENTRY} ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS ({words}) STORED",
        f"ALTER TABLE {ENTRY} ADD COLUMN IF NOT EXISTS begun tsvector GENERATED ALWAYS AS ({starts}) STORED",
        f"CREATE INDEX IF NOT EXISTS {WORDS} ON {ENTRY} USING gin (words) WITH (fastupdate = off)",
        f"CREATE INDEX IF NOT EXISTS {PAGE_WORDS} ON {ENTRY} USING gin (words) WITH (fastupdate = off) WHERE kind = '{PAGES}'",
        f"CREATE INDEX IF NOT EXISTS {PAGE_WORDS}_newest ON {ENTRY} (id) WHERE kind = '{PAGES}'",
        f"CREATE INDEX IF NOT EXISTS {ENTRY}_begun ON {ENTRY} USING gin (begun) WITH (fastupdate = off)",
    ]


def make(database: BaseDatabaseWrapper) -> None:
    there = database.introspection.table_names()
    if ENTRY not in there:
        return
    with database.cursor() as cursor:
        for statement in _postgresql() if database.vendor == "postgresql" else _sqlite(there):
            cursor.execute(statement)


def drop(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {ENTRY} DROP COLUMN IF EXISTS words, DROP COLUMN IF EXISTS begun")
            return
        for table in (WORDS, PAGE_WORDS):
            for name in TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, name)}")
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def forget_deleted() -> None:
    """SQLite's full-text index keeps the words of what was deleted until it is put in order; PostgreSQL's does not."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in (WORDS, PAGE_WORDS):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608


def make_after_migrate(using: str, **_kwargs: Any) -> None:
    make(connections[using])
