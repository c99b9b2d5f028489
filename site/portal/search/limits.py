"""How much searching is taken from one reader or one network, and how long one search may take: strangers can ask for anything."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest

from comments.campaigns.counting import TEN_MINUTES, Counter, take
from comments.campaigns.networks import network_of

SECONDS = 3.0  # of all statements of one search together, on SQLite; of each, on PostgreSQL
STEPS = 10_000  # of SQLite's machine, between two looks at the clock
CANCELLED = ("interrupted", "statement timeout")


class TooSlow(Exception):
    """The database was told to stop."""


def is_within(request: HttpRequest, what: str) -> bool:
    """Whether this search (`search`) or suggestion (`suggest`) may still be made; counts it if so."""
    whose = f"member:{request.user.pk}" if request.user.is_authenticated else f"network:{network_of(request)}"
    most = settings.SEARCHES_PER_TEN_MINUTES[what]
    return not most or take([Counter(f"{what}:{whose}", 1, most, TEN_MINUTES)]) is None


@contextmanager
def bounded() -> Iterator[None]:
    """Raises TooSlow where the database takes longer. Nothing is written meanwhile, so nothing is lost."""
    try:
        with _of_postgresql() if connection.vendor == "postgresql" else _of_sqlite():
            yield
    except OperationalError as error:
        if any(word in str(error) for word in CANCELLED):
            raise TooSlow from error
        raise


@contextmanager
def _of_sqlite() -> Iterator[None]:
    connection.ensure_connection()
    until, line = time.monotonic() + SECONDS, connection.connection
    line.set_progress_handler(lambda: int(time.monotonic() > until), STEPS)
    try:
        yield
    finally:
        line.set_progress_handler(None, STEPS)


@contextmanager
def _of_postgresql() -> Iterator[None]:
    """By the connection itself: these are no questions of the page's."""
    from psycopg2.extensions import TRANSACTION_STATUS_INERROR

    connection.ensure_connection()
    line: Any = connection.connection
    _tell(line, f"SET statement_timeout = {int(SECONDS * 1000)}")
    try:
        yield
    finally:
        if not line.closed and line.info.transaction_status != TRANSACTION_STATUS_INERROR:  # rolling back takes the limit away as well
            _tell(line, "RESET statement_timeout")


def _tell(line: Any, statement: str) -> None:
    with line.cursor() as cursor:
        cursor.execute(statement)
