"""The condition that is asked of the full-text index, in the words of each database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, F, FloatField, Func, Model, OuterRef, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from accounts.models import SearchEntry, SearchPageWords, SearchWords

from . import fitting
from .fitting import TITLE_WEIGHT
from .kinds import PAGES, bounds, kind_of
from .words import Word

BODY_WEIGHT, STARTS_WEIGHT = 1.0, 0.5
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


class Bm25(Func):
    """How well a page fits what FTS5 was asked, the more the better."""

    output_field = FloatField()
    template = f"(-bm25(%(expressions)s, {TITLE_WEIGHT}, {BODY_WEIGHT}, {STARTS_WEIGHT}))"

    def __init__(self) -> None:
        super().__init__(Column(_table(PAGES)))


class Fit(Func):
    """The same of what is no page, by its own tokens (accounts.searching.fitting)."""

    output_field = FloatField()
    function = fitting.NAME

    def __init__(self, said: str) -> None:
        super().__init__(F("entry__title"), F("entry__body"), Value(said))


def fits(kind: str, said: str) -> Func:
    """How well an entry of this kind fits what SQLite is asked."""
    return Bm25() if kind == PAGES else Fit(said)


def ts_rank(column: str) -> str:
    """How well a column that holds an entry's words fits what PostgreSQL is asked by the parameter."""
    return f"ts_rank('{{{BODY_WEIGHT / TITLE_WEIGHT}, 0, 0, 1}}', {column}, %s::tsquery, 1)"


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

    Rows of `SearchWords` or `SearchPageWords` on SQLite, of `SearchEntry` on PostgreSQL; `entry_path` leads to the columns of the entry.
    """
    kind = kind_of(model) if model else ""
    condition = _matches(_fts5(asked), kind) if connection.vendor == "sqlite" else _tsquery(asked)
    return _of(kind, asked.index, *bounds(asked.index, kind)).filter(condition)


def holding(said: str, kind: str, number: int, first: int, last: int) -> QuerySet[Any]:
    """The entries of a kind that hold `said`, which is what `whole` gives, in the index of this number; there they have numbers from `first` to `last`."""
    return _of(kind, number, first, last).filter(_matches(said, kind))


def _matches(said: str, kind: str) -> Matches:
    return Matches(_table(kind) if connection.vendor == "sqlite" else "words", said)


def _table(kind: str) -> str:
    return (SearchPageWords if kind == PAGES else SearchWords)._meta.db_table


def _of(kind: str, number: int, first: int, last: int) -> QuerySet[Any]:
    if connection.vendor == "sqlite":
        return (SearchPageWords if kind == PAGES else SearchWords).objects.filter(pk__gte=first, pk__lte=last)
    if kind == PAGES:  # by their own index: how many have numbers between two PostgreSQL guesses far too low, and then reads them all
        return SearchEntry.objects.filter(kind=kind, index=number)
    return SearchEntry.objects.filter(pk__gte=first, pk__lte=last)


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
