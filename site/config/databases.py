"""The database that the environment names, opened as the site needs it."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from config.env import LOCAL, VAR_DIR

# For durability, for writers that wait their turn, and so that what is deleted is overwritten (docs/decisions/0003-sqlite.md).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000; PRAGMA secure_delete=ON;"
    " PRAGMA mmap_size=1073741824;",
}
# Django's own backends, which take kept pages away before a change of them is committed.
NOTICING = {
    "django.db.backends.sqlite3": "portal.kept.databases.sqlite3",
    "django.db.backends.postgresql": "portal.kept.databases.postgresql",
}


def default(*, pooled: bool) -> dict[str, Any]:
    """Behind a pool that gives each transaction another connection, nothing can be kept on one: no plans, no cursors."""
    database: dict[str, Any] = dict(
        Env().dj_db_url("DATABASE_URL", "" if not LOCAL else f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=60)
    )
    if not database:
        raise ImproperlyConfigured("DATABASE_URL is not set, for example postgres://user:password@127.0.0.1:5432/gongron")
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = SQLITE_OPTIONS
        database["TEST"] = {"NAME": ":memory:"}  # Django's own default, said to those who know it by Django's own backend only
    database["DISABLE_SERVER_SIDE_CURSORS"] = pooled
    database["ENGINE"] = NOTICING.get(database["ENGINE"], database["ENGINE"])
    return database
