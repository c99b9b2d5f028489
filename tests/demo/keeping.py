# ruff: noqa: S608, S301 - every name in these statements is that of one of our own tables, and we read what we have written
"""The demo as rows and pictures: built once in a run, by whichever process comes first, and put in place wherever else it is asked for.

Building it takes 17 seconds; a module that shows something on it needs what came of it only. That it can be built is tested by itself.
"""

import fcntl
import pickle
import shutil
from contextlib import closing
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from accounts.searching.triggers import CHANGES
from demo.build import build_demo
from tests.restoring import filled, quoted

FOLDERS = ("MEDIA_ROOT", "EVIDENCE_DIR")  # where what rows name lies


def built(folder: Path) -> datetime:
    """Puts the demo into this process's database and media, and tells as of when it is; `folder` is shared by all processes of the run."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "rows").exists():
            return put(folder)
        now = timezone.now()
        build_demo(now)
        keep(folder, now)
        return now


def keep(folder: Path, now: datetime) -> None:
    for name in FOLDERS:
        shutil.copytree(getattr(settings, name), folder / name, dirs_exist_ok=True)
    rows = {table: _read(table) for table in filled(connection) if not table.endswith("_fts")}  # SQLite fills those from their source
    (folder / "half").write_bytes(pickle.dumps((now, rows)))
    (folder / "half").rename(folder / "rows")


def put(folder: Path) -> datetime:
    now, rows = pickle.loads((folder / "rows").read_bytes())
    for name in FOLDERS:
        shutil.copytree(folder / name, getattr(settings, name), dirs_exist_ok=True)
    with connection.cursor() as cursor:
        for table in filled(connection):
            cursor.execute(f"DELETE FROM {quoted(connection, table)}")
        for table, said in rows.items():
            if table != CHANGES:
                _write(cursor, table, *said)
        _note_as_noted(cursor, rows)
        _count_on(cursor)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    return now


def _note_as_noted(cursor: Any, rows: dict[str, Any]) -> None:
    """Triggers note what search has to read again, also of what is emptied and put in place here."""
    cursor.execute(f"DELETE FROM {quoted(connection, CHANGES)}")
    if CHANGES in rows:
        _write(cursor, CHANGES, *rows[CHANGES])


def _count_on(cursor: Any) -> None:
    """PostgreSQL gives the next numbers from beyond those that were brought along, and never one again that it has given."""
    for model in apps.get_models(include_auto_created=True) if connection.vendor == "postgresql" else ():
        if not model._meta.managed:
            continue  # another database's
        table, pk = model._meta.db_table, model._meta.pk.column
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted(connection, table), pk])
        if sequence := cursor.fetchone()[0]:
            cursor.execute(
                f'SELECT setval(%s, GREATEST(nextval(%s), (SELECT MAX("{pk}") FROM {quoted(connection, table)})))', [sequence] * 2
            )


def _read(table: str) -> tuple[list[str], Any]:
    """The columns, and the rows as the database itself has them: a copy in PostgreSQL's own words, or what SQLite stores, unconverted."""
    with connection.cursor() as cursor:
        columns = [quoted(connection, column.name) for column in connection.introspection.get_table_description(cursor, table)]
        if connection.vendor == "postgresql":
            with closing(BytesIO()) as copy:
                cursor.copy_expert(f"COPY {quoted(connection, table)} ({', '.join(columns)}) TO STDOUT", copy)
                return columns, copy.getvalue()
        cursor.execute(f"SELECT {', '.join(f'+{column}' for column in columns)} FROM {quoted(connection, table)}")
        return columns, cursor.fetchall()


def _write(cursor: Any, table: str, columns: list[str], rows: Any) -> None:
    where = f"{quoted(connection, table)} ({', '.join(columns)})"
    if connection.vendor == "postgresql":
        cursor.copy_expert(f"COPY {where} FROM STDIN", BytesIO(rows))
    else:
        cursor.executemany(f"INSERT INTO {where} VALUES ({', '.join(['%s'] * len(columns))})", rows)
