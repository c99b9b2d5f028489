# ruff: noqa: S608 - every name in these statements is that of one of our own tables
"""Gives a test database back, after a test with real transactions, what migrations put there.

Django can keep it as text and read it in as objects, twice a test; copies of the tables, within the database, take a tenth of that.
"""

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from comments.ledger_triggers import lifted

COPY = "migrated_{}"


def keep(connection: BaseDatabaseWrapper) -> None:
    """Copies the tables that migrations have filled; harmless where that is done."""
    if _copied(connection):
        return
    with connection.cursor() as cursor:
        for table in filled(connection):
            cursor.execute(f"CREATE TABLE {quoted(connection, COPY.format(table))} AS SELECT * FROM {quoted(connection, table)}")


def give_back(connection: BaseDatabaseWrapper) -> None:
    """Empties every table and fills those that have a copy; numbers that were given are not given again.

    It is the one thing that may empty the ledger.
    """
    with lifted(connection), transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in filled(connection):
            cursor.execute(f"DELETE FROM {quoted(connection, table)}")
        cursor.execute("DELETE FROM accounts_searchchange")  # emptying the others has noted what search has to read again
        for table in _copied(connection):
            cursor.execute(f"INSERT INTO {quoted(connection, table)} SELECT * FROM {quoted(connection, COPY.format(table))}")


def tables() -> list[str]:
    """Of the models that Django makes tables for; what a trigger fills (the words of the search) empties itself with its source."""
    return sorted(
        {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy}
    )


def filled(connection: BaseDatabaseWrapper) -> list[str]:
    """Asked in one query."""
    all_of_them = tables()
    each = (f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {quoted(connection, table)})" for number, table in enumerate(all_of_them))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return [all_of_them[number] for (number,) in cursor.fetchall()]


def _copied(connection: BaseDatabaseWrapper) -> list[str]:
    there = set(connection.introspection.table_names())
    return [table for table in tables() if COPY.format(table) in there]


def quoted(connection: BaseDatabaseWrapper, table: str) -> str:
    return connection.ops.quote_name(table)
