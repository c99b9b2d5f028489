"""The condition that is asked of the full-text index, in the words of each database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, F, FloatField, Func, Model, OuterRef, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from accounts.models import SearchEntry, SearchWords

from .kinds import bounds, kind_of
from .words import Word

TITLE_WEIGHT, BODY_WEIGHT, STARTS_WEIGHT = 4.0, 1.0, 0.5
AND, OR = {"sqlite": " AND ", "postgresql": " & "}, {"sqlite": " OR ", "postgresql": " | "}


def expression(words: Iterable[Word], vendor: str, weight: str = "") -> str:
    """All of `words`, each by any of its readings. Tokens are letters and digits only, so that there is nothing to escape."""
    quote = f"'{{}}'{weight}" if vendor == "postgresql" else '"{}"'
    readings = ([AND[vendor].join(map(quote.format, reading)) for reading in word.readings] for word in words)
    return AND[vendor].join(f"({OR[vendor].join(f'({one})' for one in word)})" for word in readings)


class Column(Func):
    """A column of the full-text index that Django does not know of, beside the one that it is given."""

    def __init__(self, name: str, beside: str = "pk") -> None:
        super().__init__(F(beside))
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        beside: Any = self.source_expressions[0]
        return f"{compiler.quote_name_unless_alias(beside.alias)}.{connection.ops.quote_name(self.name)}", []


class Matches(Func):
    """Whether the full-text index holds what is asked for."""

    output_field = BooleanField()
    template = "%(expressions)s"

    def __init__(self, column: str, asked: str) -> None:
        super().__init__(Column(column), Value(asked))

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, arg_joiner=" MATCH ", **extra)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, arg_joiner=" @@ ", template="%(expressions)s::tsquery", **extra)


class Rank(Func):
    """How well it fits what was asked in the words of the database, the more the better, without its date."""

    output_field = FloatField()

    def __init__(self, asked: str) -> None:
        if connection.vendor == "sqlite":  # which ranks by what was asked of the table
            super().__init__(Column(SearchWords._meta.db_table))
        else:
            super().__init__(Column("words"), Value(asked))

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        template = f"(-bm25(%(expressions)s, {TITLE_WEIGHT}, {BODY_WEIGHT}, {STARTS_WEIGHT}))"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        weights = f"{{{BODY_WEIGHT / TITLE_WEIGHT}, 0, 0, 1}}"
        return self.as_sql(compiler, connection, template=f"ts_rank('{weights}', %(expressions)s::tsquery, 1)", **extra)


@dataclass(frozen=True)
class Asked:
    """What is asked of an index: all of `words`; or else all of `before`, and a word of the title that begins with one of `begun`.

    With `in_title` only what the title has counts.
    """

    index: int
    words: Sequence[Word]
    begun: Sequence[str] = ()
    before: Sequence[Word] = ()
    in_title: bool = False


def entries(asked: Asked, model: type[Model] | None = None) -> QuerySet[Any]:
    """The entries of `model`, or of any, that hold what is asked for.

    Rows of `SearchWords` on SQLite, of `SearchEntry` on PostgreSQL; `entry_path` leads to the columns of the entry.
    """
    first, last = bounds(asked.index, kind_of(model) if model else "")
    if connection.vendor == "sqlite":
        return between(first, last, SearchWords.objects.filter(Matches(SearchWords._meta.db_table, _fts5(asked))))
    return between(first, last, SearchEntry.objects.filter(_tsquery(asked)))


def holding(said: str, first: int, last: int) -> QuerySet[Any]:
    """The entries with these numbers that hold `said`, which is what `whole` gives."""
    if connection.vendor == "sqlite":
        return between(first, last, SearchWords.objects.filter(Matches(SearchWords._meta.db_table, said)))
    return between(first, last, SearchEntry.objects.filter(Matches("words", said)))


def between(first: int, last: int, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(pk__gte=first, pk__lte=last)


def whole(words: Sequence[Word]) -> str:
    """All of `words`, in title or text, as the database is asked for them."""
    return _fts5(Asked(0, words)) if connection.vendor == "sqlite" else expression(words, connection.vendor)


def _fts5(asked: Asked) -> str:
    columns = "{title}" if asked.in_title else "{title body}"
    ways = [f"({columns} : ({expression(asked.words, 'sqlite')}))"] if asked.words else []
    if asked.begun:
        starts = "starts : ({})".format(" OR ".join(f'"{one}" *' for one in asked.begun))
        ways.append(f"({columns} : ({expression(asked.before, 'sqlite')}) AND {starts})" if asked.before else f"({starts})")
    return " OR ".join(ways)


def _tsquery(asked: Asked) -> Q:
    weight = ":A" if asked.in_title else ""
    ways = Q(Matches("words", expression(asked.words, "postgresql", weight))) if asked.words else Q()
    if asked.begun:
        starts = Q(Matches("begun", " | ".join(f"'{one}':*" for one in asked.begun)))
        if asked.before:
            starts &= Q(Matches("words", expression(asked.before, "postgresql", weight)))
        ways |= starts
    return ways


def entry_path(name: str) -> str:
    return f"entry__{name}" if connection.vendor == "sqlite" else name


class Live(Exists):
    """Looked up for each entry: left to itself, PostgreSQL reads all rows there are to tell about a few."""

    template = "EXISTS(%(subquery)s OFFSET 0)"


def of(queryset: QuerySet[Any]) -> Live:
    """The entries whose objects are in `queryset`, asked of the live rows: what is hidden is hidden from the moment it is."""
    return Live(queryset.order_by().filter(pk=OuterRef(entry_path("object_pk"))))
