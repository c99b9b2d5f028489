"""Holding a discussion for as short a time as one can."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from accounts.prepared import kept_cursor


@contextmanager
def held_briefly() -> Iterator[None]:
    """A transaction that lets go of its rows before the disk has them, and ends only once it has.

    PostgreSQL keeps what a transaction holds until its commit is on disk: whoever posts to the same discussion would wait for one write
    to the disk each, however many wait. Here the commit itself does not wait for the disk, and a record after it does, together with
    those of the others (DeWitt et al., "Implementation techniques for main memory database systems", 1984: pre-committed transactions).
    Nothing is answered before it is durable, and what was built upon it meanwhile stands behind it in the log, so that neither
    survives without it. Other databases, and a transaction within another, commit as always.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        _say("SET LOCAL synchronous_commit TO off")
        yield
    _say("SELECT pg_logical_emit_message(true, 'gongron', '')")  # a record of its own, of no meaning but that its commit is waited for


def _say(sql: str) -> None:
    kept_cursor(connections[DEFAULT_DB_ALIAS]).execute(sql)
