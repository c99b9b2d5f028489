# ruff: noqa: S608 - every name in these statements is that of one of our own tables
"""Sets the stage again from what it was made of the last time: most tests begin with the same column and the same people.

Publishing a column asks the database 76 questions; what comes of it is a dozen rows. So what a part of the stage (`@played`) leaves in the
database is remembered in the process, for the very state that it was called in, and is put there the next time in as many statements.

Done for real, as ever, wherever anything could come out otherwise or be looked at: outside of a test's set-up, with real transactions or
within one more, with any setting of the test's own, after anything else was written, and where it sends mail. Times are moved along.
"""

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from math import floor
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection, models
from django.utils import timezone, translation
from wagtail.models import Page

WRITE = re.compile(r'\s*(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"')
NO_WRITE = re.compile(r"\s*(?:SELECT|BEGIN|SAVEPOINT|RELEASE|PRAGMA)\b")
TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")

Rows = dict[Any, tuple[Any, ...]]  # by primary key, each as the database itself writes it


@dataclass
class Part:
    """What a part of the stage left in the database, and the number of the state that it led to."""

    state: int
    ended: datetime
    statements: list[tuple[str, list[Any]]]
    model: type[models.Model]
    pk: Any


@dataclass
class Ground:
    """What is known of the running test's database: `state` is 0 as migrations left it, and None once something else was written."""

    state: int | None = None
    settings: Any = None
    is_playing: bool = False
    recorded: dict[str, Rows] | None = None  # tables that are written to, as they were before
    parts: dict[Any, Part] = field(default_factory=dict)
    states: Iterator[int] = field(default_factory=lambda: count(1))


ground = Ground()


def begin() -> None:
    """The settings that stand now are those of every test; one that brings its own plays for real."""
    ground.settings = settings._wrapped


@contextmanager
def setting_up() -> Iterator[None]:
    """Around the set-up of a test."""
    ground.state = 0
    try:
        with connection.execute_wrapper(_watch):
            yield
    finally:
        ground.state = None


def played(make: Callable[..., Any]) -> Callable[..., Any]:
    """For a function that makes something and returns it, a saved object, and depends on its arguments and the database only."""

    @functools.wraps(make)
    def play(*args: Any, **named: Any) -> Any:
        is_safe = connection.in_atomic_block and not connection.savepoint_ids and settings._wrapped is ground.settings
        if ground.state is None or ground.recorded is not None or not is_safe:
            return make(*args, **named)
        said = tuple(_named(one) for one in (*args, *sorted(named.items())))
        key = (ground.state, make.__name__, said, timezone.localdate(), translation.get_language())
        if key in ground.parts:
            return _play(ground.parts[key], args)
        return _record(key, functools.partial(make, *args, **named))

    return play


def _named(argument: Any) -> Any:
    return (argument._meta.label, argument.pk) if isinstance(argument, models.Model) else argument


def _watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if ground.state is None or ground.is_playing or NO_WRITE.match(sql):
        return execute(sql, params, many, context)
    found = WRITE.match(sql)
    if ground.recorded is None or not found or found[1] not in _models():
        ground.state = None
    elif found[1] not in ground.recorded:
        ground.recorded[found[1]] = _rows(found[1])
    return execute(sql, params, many, context)


def _record(key: Any, make: Callable[[], Any]) -> Any:
    letters = len(mail.outbox)
    ground.recorded = {}
    try:
        made = make()
        statements = [statement for table, before in ground.recorded.items() for statement in _differences(table, before)]
    finally:
        ground.recorded = None
    if ground.state is not None and len(mail.outbox) == letters:
        part = ground.parts[key] = Part(next(ground.states), timezone.now(), statements, type(made), made.pk)
        ground.state = part.state
    else:
        ground.state = None
    return made


def _play(part: Part, args: tuple[Any, ...]) -> Any:
    by = timedelta(seconds=floor((timezone.now() - part.ended).total_seconds()))  # nothing of it lies ahead
    ground.is_playing = True
    try:
        with connection.cursor() as cursor:
            for sql, cells in part.statements:
                cursor.execute(sql, [_moved(cell, by) for cell in cells])
    finally:
        ground.is_playing = False
    ground.state = part.state
    for page in args:
        if isinstance(page, Page):
            page.refresh_from_db(fields=["numchild"])  # a page remembers whether it has any below it
    return part.model._default_manager.get(pk=part.pk)


def _moved(cell: Any, by: timedelta) -> Any:
    if not by or not isinstance(cell, str) or len(cell) < 19:
        return cell
    return TIME.sub(lambda found: (datetime.fromisoformat(found[0]) + by).isoformat(found[0][10]), cell)


@functools.cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def _columns(table: str) -> list[str]:
    """The first is that of the primary key."""
    meta = _models()[table]._meta
    return [meta.pk.column, *(one.column for one in meta.local_concrete_fields if one is not meta.pk)]


def _rows(table: str) -> Rows:
    cast = '"{}"::text' if connection.vendor == "postgresql" else '+"{}"'  # nothing of Django's or of the driver's stands between
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {", ".join(map(cast.format, _columns(table)))} FROM "{table}"')
        return {row[0]: row for row in cursor.fetchall()}


def _differences(table: str, before: Rows) -> Iterator[tuple[str, list[Any]]]:
    """Statements that make of the rows before those that there are now."""
    pk, *_rest = columns = _columns(table)
    after = _rows(table)
    for gone in before.keys() - after.keys():
        yield f'DELETE FROM "{table}" WHERE "{pk}" = %s', [gone]
    for number, row in after.items():
        if number not in before:
            yield f'INSERT INTO "{table}" ({_listed(columns)}) VALUES ({", ".join(["%s"] * len(row))})', list(row)
        elif row != before[number]:
            new = {column: cell for column, cell, was in zip(columns, row, before[number], strict=True) if cell != was}
            yield f'UPDATE "{table}" SET {", ".join(f"{_listed([one])} = %s" for one in new)} WHERE "{pk}" = %s', [*new.values(), number]


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
