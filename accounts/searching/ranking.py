"""What is found, the best first, in one statement whatever the number of hits."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection, connections
from django.db.models import F, FloatField, QuerySet, Value
from django.db.models.functions import Cast, Greatest

from . import matching as index
from .question import Question
from .words import Word

# Of a very common word the newest so many are ranked: to weigh all of them would take longer than anybody reads.
RANKED = 1500
# The mild preference for the new: what was written a year later counts some four or five per cent more.
SINCE, PER_MINUTE = 23_667_840, 0.1 / (60 * 24 * 365.25)  # minutes from 1970 to 2015


class Hit(NamedTuple):
    pk: int
    score: float


def found(queryset: QuerySet[Any], question: Question, *, newest_first: bool = False, after: Hit | None = None, limit: int) -> list[Hit]:
    """At most `limit` of the rows of `queryset`, by (score, pk) from high to low, those after the hit `after`.

    With `newest_first` the score is the minute of their date, from 1970 on. A score depends on no clock, so that pages can be turned.
    """
    return best(_entries(queryset, question), queryset, rank_of(question.words, newest_first=newest_first), after=after, limit=limit)


def matching(queryset: QuerySet[Any], question: Question) -> QuerySet[Any]:
    """The rows of `queryset` that are found, in its own order."""
    return queryset.filter(pk__in=_entries(queryset, question).values(index.entry_path("object_pk")))


def rank_of(words: Iterable[Word], *, newest_first: bool = False) -> Any:
    minute = Cast(F(index.entry_path("minute")), FloatField())
    if newest_first:
        return minute
    return index.Rank(words) * (Value(1.0) + Greatest(Value(0.0), minute - Value(float(SINCE))) * Value(PER_MINUTE))


def best(entries: QuerySet[Any], queryset: QuerySet[Any], rank: Any, *, after: Hit | None = None, limit: int) -> list[Hit]:
    """Of `entries`, those whose objects are in `queryset`, by `rank`."""
    visible = entries.filter(index.of(queryset))
    if connection.vendor == "sqlite":  # which stops looking as soon as it has enough
        return [Hit(pk, score) for pk, score, _all in _ranked(visible.order_by("-pk")[:RANKED], rank, after, limit)]
    newest = entries.order_by("-pk")[:RANKED].values("pk")
    rows = _ranked(visible.filter(pk__in=newest), rank, after, limit)
    if len(rows) < limit and (not rows or rows[0][2] < RANKED) and newest[RANKED - 1 :].exists():
        rows = _ranked(visible.order_by("-pk")[:RANKED], rank, after, limit)  # most of the newest may not be seen by who asks
    return [Hit(pk, score) for pk, score, _all in rows]


def _ranked(entries: QuerySet[Any], rank: Any, after: Hit | None, limit: int) -> list[tuple[int, float, int]]:
    """Number, score, and how many there are in all."""
    ranked = entries.annotate(hit=F(index.entry_path("object_pk")), score=rank).values_list("hit", "score")
    sql, params = ranked.query.get_compiler(entries.db).as_sql()
    where, place = ("WHERE score < %s OR (score = %s AND hit < %s)", [after.score, after.score, after.pk]) if after else ("", [])
    counted = f"SELECT hit, score, COUNT(*) OVER () FROM ({sql}) AS ranked {where}"  # noqa: S608 - compiled by Django
    with connections[entries.db].cursor() as cursor:
        cursor.execute(f"{counted} ORDER BY score DESC, hit DESC LIMIT %s", [*params, *place, limit])
        return cursor.fetchall()


def _entries(queryset: QuerySet[Any], question: Question) -> QuerySet[Any]:
    return index.entries(index.Asked(question.index, question.words), queryset.model)
