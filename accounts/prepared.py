"""Queries that are compiled once. Making SQL of a query set takes Django longer than the database takes to answer it.

What is asked on every page is worth it, nothing else. The query set stays the one place where the question stands; only its values
change. It uses what Django's own iterables use of a compiled query (django.db.models.query.ModelIterable).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

from accounts.planned import Planned

M = TypeVar("M", bound=Model)
Value = int | str | UUID | datetime
# What stands for the first value of its kind while the query is compiled, and for the next, by their place. No constant of a query is
# so; a larger number would not fit every column (Wagtail numbers pages in 32 bits), and Django would leave the question out.
NUMBER, TEXT = 2_130_000_000, "\ue000"


@dataclass(frozen=True)
class Compiled:
    sql: str
    params: tuple[Any, ...]
    slots: list[tuple[int, int]]  # a place among the parameters, and which of the values stands there
    compiler: Any
    is_of_models: bool
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


class Prepared(Generic[M]):
    """`build` gives the query set for values of these `kinds`, each of which stands in it as it is.

    Called with such values it gives the rows, as instances or, of a query set of values, as lists. A query that needs none to be
    empty (an `in` without members) cannot be prepared.

    `by_key` says that one plan is right for any values, as where they find a few rows by an index, or where there are none: the database may
    then keep it too. Never for a list of which one value has a dozen rows and another a million: the plan that is right for most would sort the million.
    """

    def __init__(self, build: Callable[..., QuerySet[M, Any]], *kinds: type[Value], by_key: bool = False) -> None:
        self.build, self.kinds, self.by_key = build, kinds, by_key
        self._compiled: dict[str, Compiled] = {}

    def __call__(self, *values: Value) -> list[M]:
        connection = connections[DEFAULT_DB_ALIAS]
        made = self._compiled.get(connection.vendor) or self._compile(connection)
        cursor = kept_cursor(connection)
        cursor.execute(made.sql, filled(made.params, made.slots, sent(connection, values)))
        rows = [list(row) for row in cursor.fetchall()]
        for place, converters, expression in made.converters:
            for convert in converters:
                for row in rows:
                    row[place] = convert(row[place], expression, connection)
        return instances(made.compiler, rows, connection.alias) if made.is_of_models else rows  # type: ignore[return-value]

    def _compile(self, connection: Any) -> Compiled:
        values = stand_ins(self.kinds)
        queryset = self.build(*values)
        compiler: Any = queryset.query.get_compiler(using=connection.alias)
        sql, params = compiler.as_sql()
        places = slots(params, sent(connection, values))
        made = Compiled(
            sql=planned(sql, params, places) if self.by_key else sql,
            params=tuple(params),
            slots=places,
            compiler=compiler,
            is_of_models=issubclass(queryset._iterable_class, ModelIterable),
            converters=[(place, *found) for place, found in compiler.get_converters([one[0] for one in compiler.select]).items()],
        )
        self._compiled[connection.vendor] = made
        return made


def kept_cursor(connection: Any) -> Any:
    """A cursor of Django's for statements whose answer is fetched at once, kept as long as the connection: making one costs more than
    asking. Everything that Django does around a statement is done; where it would look after the connection first, it makes a new one.
    """
    kept = connection.__dict__.get("_kept_cursor")
    now = connection.connection, connection.queries_logged
    if kept is None or kept[1:] != now or connection.health_check_enabled or connection.connection is None:
        cursor = connection.cursor()
        kept = connection.__dict__["_kept_cursor"] = (cursor, connection.connection, connection.queries_logged)
    return kept[0]


# Kept by the kinds themselves, which tests that set the clock exchange in this module.
STAND_INS: dict[type[Value], Callable[[int], Value]] = {
    int: lambda place: NUMBER + place,
    str: lambda place: f"{TEXT}{place}",
    UUID: lambda place: UUID(int=NUMBER + place),
    datetime: lambda place: datetime.fromtimestamp(0, UTC) + timedelta(days=place),
}


def stand_ins(kinds: tuple[type[Value], ...]) -> list[Value]:
    return [STAND_INS[kind](place) for place, kind in enumerate(kinds)]


def sent(connection: Any, values: Sequence[Value]) -> list[Any]:
    """The values as this database is sent them."""
    return [_sent(connection, value) if isinstance(value, UUID | datetime) else value for value in values]


def _sent(connection: Any, value: UUID | datetime) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value if connection.features.has_native_uuid_field else value.hex


def slots(params: Sequence[Any], values: list[Any]) -> list[tuple[int, int]]:
    """Where the values, as they are sent, stand among the parameters: the place, and which of them."""
    return [(place, values.index(param)) for place, param in enumerate(params) if param in values]


def planned(sql: str, params: Sequence[Any], places: list[tuple[int, int]]) -> Planned:
    return Planned.of(sql, tuple(params), tuple(place for place, _number in places))


def filled(params: tuple[Any, ...], places: list[tuple[int, int]], values: list[Any]) -> list[Any]:
    """The parameters, with these values in the places of those that stood in for them."""
    made = list(params)
    for place, number in places:
        made[place] = values[number]
    return made


def instances(compiler: Any, rows: list[list[Any]], alias: str) -> list[Any]:
    """The rows of a compiled query as instances of its model, with what was selected beside it."""
    if not hasattr(compiler, "read_by"):
        compiler.read_by = _readers(compiler, alias)
    start, end, names, populators = compiler.read_by
    made = []
    for row in rows:
        instance = compiler.klass_info["model"].from_db(alias, names, row[start:end])
        for populator in populators:
            populator.populate(row, instance)
        for name, place in compiler.annotation_col_map.items():
            setattr(instance, name, row[place])
        made.append(instance)
    return made


def _readers(compiler: Any, alias: str) -> tuple[int, int, list[str], list[Any]]:
    """From where to where in a row the model's own columns stand, their names, and what makes instances of the rest."""
    fields = compiler.klass_info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [one[0].target.attname for one in compiler.select[start:end]]
    return start, end, names, get_related_populators(compiler.klass_info, compiler.select, alias)  # type: ignore[call-arg]
