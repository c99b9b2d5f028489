"""What the databases keep beside the columns of `SearchEntry`: their own full-text index, always of the same tokens as the entry.

SQLite has a table of FTS5 that reads its content from the entries, kept by triggers. PostgreSQL has two generated columns with a GIN index
each. Neither looks into words: tokens come ready made. Put in place after every migrate, because Django drops a table's triggers in SQLite
when it remakes the table; harmless where all is there.
"""

from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

ENTRY, WORDS = "accounts_searchentry", "accounts_searchentry_words"
COLUMNS = ("title", "body", "starts")


def _sqlite() -> list[str]:
    columns = ", ".join(COLUMNS)
    news, olds = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("new", "old"))
    put = f"INSERT INTO {WORDS}(rowid, {columns}) VALUES (new.id, {news});"  # noqa: S608 - nothing of it comes from outside
    take = f"INSERT INTO {WORDS}({WORDS}, rowid, {columns}) VALUES ('delete', old.id, {olds});"  # noqa: S608
    tokenizer = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
    return [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5({columns}, content='{ENTRY}', content_rowid='id', tokenize=\"{tokenizer}\")",
        f"CREATE TRIGGER IF NOT EXISTS {ENTRY}_put AFTER INSERT ON {ENTRY} BEGIN {put} END",
        f"CREATE TRIGGER IF NOT EXISTS {ENTRY}_taken AFTER DELETE ON {ENTRY} BEGIN {take} END",
        f"CREATE TRIGGER IF NOT EXISTS {ENTRY}_changed AFTER UPDATE OF {columns} ON {ENTRY} BEGIN {take} {put} END",
    ]


def _postgresql() -> list[str]:
    words = "setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', body)"
    starts = "to_tsvector('simple', starts)"
    return [
        f"ALTER TABLE {ENTRY} ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS ({words}) STORED",
        f"ALTER TABLE {ENTRY} ADD COLUMN IF NOT EXISTS begun tsvector GENERATED ALWAYS AS ({starts}) STORED",
        f"CREATE INDEX IF NOT EXISTS {WORDS} ON {ENTRY} USING gin (words) WITH (fastupdate = off)",
        f"CREATE INDEX IF NOT EXISTS {ENTRY}_begun ON {ENTRY} USING gin (begun) WITH (fastupdate = off)",
    ]


def make(database: BaseDatabaseWrapper) -> None:
    if ENTRY not in database.introspection.table_names():
        return
    with database.cursor() as cursor:
        for statement in _postgresql() if database.vendor == "postgresql" else _sqlite():
            cursor.execute(statement)


def drop(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {ENTRY} DROP COLUMN IF EXISTS words, DROP COLUMN IF EXISTS begun")
        else:
            for name in ("put", "taken", "changed"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {ENTRY}_{name}")
            cursor.execute(f"DROP TABLE IF EXISTS {WORDS}")


def forget_deleted() -> None:
    """SQLite's full-text index keeps the words of what was deleted until it is put in order; PostgreSQL's does not."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('optimize')")  # noqa: S608


def make_after_migrate(using: str, **_kwargs: Any) -> None:
    make(connections[using])
