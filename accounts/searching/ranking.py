"""What is found, the best first, in one statement whatever the number of hits."""

from typing import Any, NamedTuple

from django.db import connections
from django.db.models import F, QuerySet, Value

from . import matching as index
from .kinds import kind_of
from .question import Question

# Of a very common word the newest so many are ranked: to weigh all of them would take longer than anybody reads.
RANKED = 400
# The mild preference for the new: what was written a year later counts some four or five per cent more.
SINCE, PER_MINUTE = 23_667_840, 0.1 / (60 * 24 * 365.25)  # minutes from 1970 to 2015


class Hit(NamedTuple):
    pk: int
    score: float


def found(queryset: QuerySet[Any], question: Question, *, newest_first: bool = False, limit: int) -> list[Hit]:
    """At most `limit` of the rows of `queryset`, by (score, pk) from high to low.

    With `newest_first` the score is the minute of their date, from 1970 on. A score depends on no clock, so that pages can be turned.
    """
    return best(_entries(queryset, question), queryset, index.whole(question.words), newest_first=newest_first, limit=limit)


def matching(queryset: QuerySet[Any], question: Question) -> QuerySet[Any]:
    """The rows of `queryset` that are found, in its own order."""
    return queryset.filter(pk__in=_entries(queryset, question).values(index.entry_path("object_pk")))


def best(entries: QuerySet[Any], queryset: QuerySet[Any], said: str, *, newest_first: bool = False, limit: int) -> list[Hit]:
    """Of `entries`, those whose objects are in `queryset`, by how well they fit `said`, which is what is asked in the words of the database."""
    sql, params = ranked(entries.filter(index.of(queryset)), said, kind_of(queryset.model), newest_first=newest_first, limit=limit)
    with connections[entries.db].cursor() as cursor:
        cursor.execute(sql, params)
        return [Hit(*row) for row in cursor.fetchall()]


def ranked(entries: QuerySet[Any], said: str, kind: str, *, newest_first: bool = False, limit: int) -> tuple[str, list[Any]]:
    """The statement for number and score."""
    is_postgresql = connections[entries.db].vendor == "postgresql"
    sql, params = _newest(entries, said, kind, is_postgresql=is_postgresql, newest_first=newest_first)
    years = f"GREATEST(0, at - {SINCE}) * float8 '{PER_MINUTE}'" if is_postgresql else f"MAX(0, at - {SINCE}) * {PER_MINUTE}"
    score = "at" if newest_first else f"fit * (1 + {years})"
    return f"SELECT hit, {score} AS score FROM ({sql}) AS newest ORDER BY score DESC, hit DESC LIMIT {int(limit)}", params  # noqa: S608 - compiled by Django


def _newest(entries: QuerySet[Any], said: str, kind: str, *, is_postgresql: bool, newest_first: bool) -> tuple[str, list[Any]]:
    """Number, minute and fitness of the newest; from the newest on it looks at one after the other until it has enough.

    PostgreSQL says how well they fit of these alone, after it has sorted all of which it may have to look at.
    """
    fit = Value(0.0) if newest_first else index.Column("words") if is_postgresql else index.fits(kind, said)
    number, minute = (F(index.entry_path(name)) for name in ("object_pk", "minute"))
    rows = entries.order_by("-pk")[:RANKED].annotate(hit=number, at=minute, fit=fit).values_list("hit", "at", "fit")
    sql, params = rows.query.get_compiler(entries.db).as_sql()
    if newest_first or not is_postgresql:
        return sql, list(params)
    return f"SELECT hit, at, {index.ts_rank('fit')} AS fit FROM ({sql}) AS words", [said, *params]  # noqa: S608 - compiled by Django


def _entries(queryset: QuerySet[Any], question: Question) -> QuerySet[Any]:
    return index.entries(index.Asked(question.index, question.words), queryset.model)
