"""The newest entries that hold a question, of several tables in one statement, compiled once (accounts/prepared.py)."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

from accounts import prepared

from . import matching as index
from .kinds import bounds, kind_of
from .question import Question
from .ranking import Hit, ranked


@dataclass(frozen=True)
class Table:
    """`likely` are rows by a condition on the row itself, looked up by one index, which whatever may be found fulfils; None where nothing is asked.

    It is what the newest are chosen by: to ask all that decides on what may be seen of each would take most of the time, and the few of the
    others take hardly any place.
    """

    model: type[Model]
    likely: Callable[[], QuerySet[Any]] | None = None
    newest_first: bool = False

    @property
    def kind(self) -> str:
        return kind_of(self.model)

    def statement(self, said: Any, number: Any, first: Any, last: Any, limit: int) -> tuple[str, list[Any]]:
        entries = index.holding(said, self.kind, number, first, last)
        likely = entries.filter(index.of(self.likely())) if self.likely else entries
        return ranked(likely, said, self.kind, newest_first=self.newest_first, limit=limit)


class Best(NamedTuple):
    """Of one table, from the highest score to the lowest. Not `are_all` where there may be more."""

    hits: list[Hit]
    are_all: bool = True


class Newest:
    """What may have been found, the `limit` best of each table: whether it may be seen has to be asked of the rows themselves."""

    def __init__(self, *tables: Table, limit: int) -> None:
        self.tables, self.limit = tables, limit
        self._compiled: dict[str, Compiled] = {}

    def __call__(self, question: Question) -> list[Best]:
        connection = connections[DEFAULT_DB_ALIAS]
        made = self._compiled.get(connection.vendor) or self._compile(connection)
        bounded = (number for table in self.tables for number in bounds(question.index, table.kind))
        cursor = prepared.kept_cursor(connection)
        cursor.execute(made.sql, prepared.filled(made.params, made.slots, [index.whole(question.words), question.index, *bounded]))
        found = [Best([]) for _table in self.tables]
        for place, rows in groupby(cursor.fetchall(), itemgetter(0)):
            hits = [Hit(pk, score) for _place, pk, score in rows]
            found[place] = Best(hits, are_all=len(hits) < self.limit)
        return found

    def _compile(self, connection: Any) -> "Compiled":
        values = prepared.stand_ins((str, int, *[int] * (2 * len(self.tables))))
        said, number, *bounded = values
        statements, params = [], []
        for place, table in enumerate(self.tables):
            first, last = bounded[2 * place : 2 * place + 2]
            sql, more = table.statement(said, number, first, last, self.limit)
            statements.append(f"SELECT {place} AS place, best_{place}.* FROM ({sql}) AS best_{place}")  # noqa: S608 - compiled by Django
            params += more
        made = Compiled(" UNION ALL ".join(statements), tuple(params), prepared.slots(params, prepared.sent(connection, values)))
        self._compiled[connection.vendor] = made
        return made


class Compiled(NamedTuple):
    sql: str
    params: tuple[Any, ...]
    slots: list[tuple[int, int]]
