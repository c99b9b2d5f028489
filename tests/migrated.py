"""Migrates a test database once, and lays what came of it under the next ones: two hundred migrations take half a minute.

What is kept is named by a digest of all that could have made it otherwise (our sources, what is installed, the database's own version), so
it is used for exactly that or not at all; and `migrate` runs on it all the same, and finds nothing to do. SQLite's is a file below
`GONGRON_VAR`, PostgreSQL's a database beside that of the tests, from which the server copies. What has become old is thrown away.
"""

import fcntl
import functools
import hashlib
import importlib.metadata
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection as tests_own
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.sqlite3.creation import DatabaseCreation as SQLiteCreation
from django.test import override_settings

from tests.surroundings import FOR_TESTS

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("accounts", "articles", "comments", "site")
NOT_ASKED = {"__pycache__", "static", "templates"}  # no migration reads what is in there


@functools.cache
def key() -> str:
    """Of all that a migrated database is made of, but the database's own version."""
    parts = [sys.version, *sorted(f"{found.name} {found.version}" for found in importlib.metadata.distributions())]
    parts += sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("GONGRON_") and name != "GONGRON_VAR")
    parts += [settings.DIGEST_KEY, settings.LANGUAGE_CODE, settings.TIME_ZONE, str(settings.SMALLEST_GROUP), *settings.INSTALLED_APPS]
    digest = hashlib.sha256("\n".join(parts).encode())
    for path in sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*")):
        if path.is_file() and NOT_ASKED.isdisjoint(path.parts):
            digest.update(f"\n{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def begin() -> None:
    """From now on Django makes its test databases in this way."""
    create, create_sqlite = BaseDatabaseCreation.create_test_db, SQLiteCreation._create_test_db

    def create_test_db(self: BaseDatabaseCreation, *args: Any, **options: Any) -> str:
        if options.get("keepdb"):
            return create(self, *args, **options)
        with _one_at_a_time():
            return _created(self.connection, functools.partial(create, self, *args, **options))

    def create_test_file(self: SQLiteCreation, *args: Any, **options: Any) -> str:
        name = create_sqlite(self, *args, **options)
        if _file().exists():  # a database in memory is gone when nobody holds it
            self.held = _copied(str(_file()), str(name))
        return name

    BaseDatabaseCreation.create_test_db = create_test_db
    SQLiteCreation._create_test_db = create_test_file


def fill(environment: dict[str, str]) -> None:
    """Migrates the site of this environment, whose database is either an empty SQLite or what `sql_to_create` made."""
    kind, _, name = environment["DATABASE_URL"].partition("://")
    if kind == "sqlite" and _file().exists():
        _copied(str(_file()), name.removeprefix("/")).close()
    elif kind == "sqlite" or not _is_there(tests_own):
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)


def sql_to_create(name: str) -> str:
    """Of one more database beside those of the tests, which run on PostgreSQL."""
    return f"CREATE DATABASE {name}" + (f" TEMPLATE {_template(tests_own)}" if _is_there(tests_own) else "")


def _created(connection: BaseDatabaseWrapper, create: Callable[[], str]) -> str:
    return (_created_file if connection.vendor == "sqlite" else _created_database)(connection, create)


def _created_file(connection: BaseDatabaseWrapper, create: Callable[[], str]) -> str:
    is_there = _file().exists()
    name = create()
    if held := vars(connection.creation).pop("held", None):
        held.close()
    if not is_there:
        connection.ensure_connection()
        _keep_file(connection)
    return name


def _created_database(connection: BaseDatabaseWrapper, create: Callable[[], str]) -> str:
    is_there = _is_there(connection)
    said = connection.settings_dict["TEST"]
    connection.settings_dict["TEST"] = {**said, "TEMPLATE": _template(connection) if is_there else said.get("TEMPLATE")}
    try:
        name = create()
    finally:
        connection.settings_dict["TEST"] = said
    if not is_there:
        _keep_database(connection, name)
    return name


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The first migrates; the others wait for it, and have less to do."""
    folder = _file().parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _file() -> Path:
    return Path(settings.VAR_DIR) / "migrated" / f"{sqlite3.sqlite_version}-{key()}.sqlite3"


def _copied(source: str, target: str) -> sqlite3.Connection:
    """The target, open."""
    copy = sqlite3.connect(target, uri=True)
    with closing(sqlite3.connect(source)) as kept:
        kept.backup(copy)
    return copy


def _keep_file(connection: BaseDatabaseWrapper) -> None:
    for old in _file().parent.glob("*.sqlite3"):
        old.unlink()
    half = _file().with_suffix(".half")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(half)) as copy:
        connection.connection.backup(copy)
    half.rename(_file())


@contextmanager
def _server(connection: BaseDatabaseWrapper) -> Iterator[Any]:
    """A cursor beside Django's: a stage for a whole run is asked for where the tests themselves may not yet open a connection."""
    import psycopg2

    said = {**connection.get_connection_params(), "dbname": "postgres"}
    with closing(
        psycopg2.connect(**{name: said[name] for name in ("dbname", "user", "password", "host", "port") if name in said})
    ) as admin:
        admin.autocommit = True
        yield admin.cursor()


def _family(connection: BaseDatabaseWrapper) -> str:
    """How the names of what is kept for these tests begin: by the database that they are named after."""
    named = connection.settings_dict["TEST"]["NAME"] or connection.settings_dict["NAME"]
    return "migrated_" + re.sub("^(test_)+|_gw[0-9]+$", "", named)[:24]


def _template(connection: BaseDatabaseWrapper) -> str:
    with _server(connection) as cursor:
        return f"{_family(connection)}_{cursor.connection.server_version}_{key()}"


def _is_there(connection: BaseDatabaseWrapper) -> bool:
    with _server(connection) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_template(connection)])
        return cursor.fetchone() is not None


def _keep_database(connection: BaseDatabaseWrapper, name: str) -> None:
    """A copy is made under another name first: one that is half there is never taken for whole."""
    connection.close()  # nobody may look on while it is copied
    family, template, quoted = _family(connection), _template(connection), connection.ops.quote_name
    with _server(connection) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"^{re.escape(family)}_(half|[0-9]+_[0-9a-f]{{16}})$"])
        for (old,) in cursor.fetchall():
            cursor.execute(f"DROP DATABASE {quoted(old)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {quoted(f'{family}_half')} TEMPLATE {quoted(name)}")
        cursor.execute(f"ALTER DATABASE {quoted(f'{family}_half')} RENAME TO {quoted(template)}")


def main() -> None:
    """Migrates if nobody has yet, so that it is done when the tests begin (`python -m tests.migrated`)."""
    django.setup()
    override_settings(**FOR_TESTS).enable()  # what migrations fill is as the settings say
    begin()
    name = tests_own.settings_dict["NAME"]
    tests_own.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    tests_own.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
