"""What is found, the best first, in one statement whatever the number of hits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import F, FloatField, QuerySet, Value
from django.db.models.functions import Cast, Greatest

from accounts import prepared

from . import matching as index
from .kinds import bounds, kind_of
from .question import Question

# Of a very common word the newest so many are ranked: to weigh all of them would take longer than anybody reads.
RANKED = 600
# The mild preference for the new: what was written a year later counts some four or five per cent more.
SINCE, PER_MINUTE = 23_667_840, 0.1 / (60 * 24 * 365.25)  # minutes from 1970 to 2015


class Hit(NamedTuple):
    pk: int
    score: float


def found(queryset: QuerySet[Any], question: Question, *, newest_first: bool = False, limit: int) -> list[Hit]:
    """At most `limit` of the rows of `queryset`, by (score, pk) from high to low.

    With `newest_first` the score is the minute of their date, from 1970 on. A score depends on no clock, so that pages can be turned.
    """
    return best(_entries(queryset, question), queryset, rank_of(index.whole(question.words), newest_first=newest_first), limit=limit)


def matching(queryset: QuerySet[Any], question: Question) -> QuerySet[Any]:
    """The rows of `queryset` that are found, in its own order."""
    return queryset.filter(pk__in=_entries(queryset, question).values(index.entry_path("object_pk")))


def rank_of(said: str, *, newest_first: bool = False) -> Any:
    """`said` is what is asked, in the words of the database."""
    minute = Cast(F(index.entry_path("minute")), FloatField())
    if newest_first:
        return minute
    return index.Rank(said) * (Value(1.0) + Greatest(Value(0.0), minute - Value(float(SINCE))) * Value(PER_MINUTE))


def best(entries: QuerySet[Any], queryset: QuerySet[Any], rank: Any, *, limit: int) -> list[Hit]:
    """Of `entries`, those whose objects are in `queryset`, by `rank`."""
    sql, params = _ordered(_newest(entries.filter(index.of(queryset)), rank), limit)
    with connections[entries.db].cursor() as cursor:
        cursor.execute(sql, params)
        return [Hit(*row) for row in cursor.fetchall()]


Statement = tuple[str, list[Any]]


def _newest(entries: QuerySet[Any], rank: Any) -> Statement:
    """Number and score of the newest; from the newest on it looks at one after the other until it has enough."""
    ranked = entries.order_by("-pk")[:RANKED].annotate(hit=F(index.entry_path("object_pk")), score=rank).values_list("hit", "score")
    return ranked.query.get_compiler(entries.db).as_sql()


def _ordered(newest: Statement, limit: int) -> Statement:
    sql, params = newest
    return f"SELECT hit, score FROM ({sql}) AS ranked ORDER BY score DESC, hit DESC LIMIT %s", [*params, limit]  # noqa: S608


def _ordered_with(newest: Statement, rows: QuerySet[Any], limit: int) -> Statement:
    """Those that are among `rows` with what these have of each, and in each row how many newest there are in all."""
    sql, params = newest
    beside, others = rows.query.get_compiler(rows.db).as_sql()
    counted = f"SELECT hit, score, COUNT(*) OVER () AS newest FROM ({sql}) AS ranked"  # noqa: S608 - compiled by Django
    joined = f"SELECT hit, score, newest, beside.* FROM ({counted}) AS counted JOIN ({beside}) AS beside ON beside.pk = hit"  # noqa: S608
    return f"{joined} ORDER BY score DESC, hit DESC LIMIT %s", [*params, *others, limit]


Rows = Sequence[Sequence[Any]]  # each: number, score, how many of the newest were looked at, and what the query set has of it


@dataclass(frozen=True)
class Search:
    """What may be found of one table: `rows` are values of those that the reader may see, their number (`pk`) first.

    `likely` is a condition on the row itself, looked up by one index, without which it is not among `rows`. It is what the newest are chosen by:
    to ask all that decides on what may be seen of each would take most of the time, and the few of the others take hardly any place.
    """

    rows: QuerySet[Any, Any]
    likely: QuerySet[Any]

    def statement(self, entries: QuerySet[Any], rank: Any, limit: int) -> Statement:
        return _ordered_with(_newest(entries.filter(index.of(self.likely)), rank), self.rows, limit)

    def exact(self, entries: QuerySet[Any], rank: Any, limit: int) -> Statement:
        """For where most of the newest may not be seen by who asks."""
        return _ordered_with(_newest(entries.filter(index.of(self.rows.values("pk"))), rank), self.rows, limit)

    def find(self, question: Question, *, newest_first: bool = False, limit: int) -> Rows:
        entries = index.entries(index.Asked(question.index, question.words), self.rows.model)
        rank = rank_of(index.whole(question.words), newest_first=newest_first)
        with connections[entries.db].cursor() as cursor:
            cursor.execute(*self.exact(entries, rank, limit))
            return cursor.fetchall()


class PreparedSearch:
    """A search that is made again and again, compiled once (accounts/prepared.py). `build` gives it for values of these `kinds`.

    `is_small` says of a table that it never has so many rows which only few may see; then nobody looks for them where none is found.
    """

    def __init__(
        self, build: Callable[..., Search], *kinds: type[prepared.Value], newest_first: bool = False, is_small: bool = False
    ) -> None:
        self.build, self.kinds, self.newest_first, self.is_small = build, kinds, newest_first, is_small
        self._compiled: dict[str, Compiled] = {}

    def __call__(self, question: Question, *values: prepared.Value, limit: int) -> Rows:
        connection = connections[DEFAULT_DB_ALIAS]
        made = self._compiled.get(connection.vendor) or self._compile(connection)
        asked = (index.whole(question.words), *bounds(question.index, made.kind), limit, *values)
        cursor = prepared.kept_cursor(connection)
        cursor.execute(made.sql, prepared.filled(made.params, made.slots, prepared.sent(connection, asked)))
        rows: Rows = cursor.fetchall()
        are_many = rows[0][2] >= RANKED if rows else not self.is_small and bool(MANY(*asked[:3]))
        if len(rows) < limit and are_many:
            return self.build(*values).find(question, newest_first=self.newest_first, limit=limit)
        return rows

    def _compile(self, connection: Any) -> "Compiled":
        values = prepared.stand_ins((str, int, int, int, *self.kinds))
        said, first, last, limit, *others = values
        search = self.build(*others)
        rank = rank_of(str(said), newest_first=self.newest_first)
        sql, params = search.statement(index.holding(str(said), first, last), rank, limit)  # type: ignore[arg-type]
        slots = prepared.slots(params, prepared.sent(connection, values))
        self._compiled[connection.vendor] = made = Compiled(sql, tuple(params), slots, kind_of(search.rows.model))
        return made


def _many(said: str, first: int, last: int) -> QuerySet[Any, Any]:
    """One row where more are found than are ranked."""
    return index.holding(said, first, last).order_by().values_list("pk")[RANKED - 1 : RANKED]


MANY: prepared.Prepared[Any] = prepared.Prepared(_many, str, int, int)


class Compiled(NamedTuple):
    sql: str
    params: tuple[Any, ...]
    slots: list[tuple[int, int]]
    kind: str


def _entries(queryset: QuerySet[Any], question: Question) -> QuerySet[Any]:
    return index.entries(index.Asked(question.index, question.words), queryset.model)
