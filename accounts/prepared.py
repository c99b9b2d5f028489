"""Queries that are compiled once. Making SQL of a query set takes Django longer than the database takes to answer it.

What is asked on every page is worth it, nothing else. The query set stays the one place where the question stands; only its values
change. It uses what Django's own iterables use of a compiled query (django.db.models.query.ModelIterable).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
SLOT = 7_310_000_000_000  # no id comes near it


@dataclass(frozen=True)
class Compiled:
    sql: str
    params: tuple[Any, ...]
    slots: dict[int, int]  # which of the values stands at which place among the parameters
    compiler: Any
    converters: list[tuple[int, list[Callable[..., Any]], Any]]
    populators: list[Any]
    start: int
    end: int
    names: list[str]


class Prepared(Generic[M]):
    """`build(*values)` gives the query set; its values are numbers, and each stands in it as it is.

    Called with other values it gives the rows as a list of instances. A query that is empty from the start cannot be prepared.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], values: int = 1) -> None:
        self.build, self.values = build, values
        self._compiled: dict[str, Compiled] = {}

    def __call__(self, *values: int) -> list[M]:
        connection = connections[DEFAULT_DB_ALIAS]
        made = self._compiled.get(connection.vendor) or self._compile(connection)
        params = list(made.params)
        for place, number in made.slots.items():
            params[place] = values[number]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, params)
            rows = cursor.fetchall()
        return [self._instance(made, list(row), connection) for row in rows]

    def _instance(self, made: Compiled, row: list[Any], connection: Any) -> M:
        for place, converters, expression in made.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        found = made.compiler.klass_info["model"].from_db(connection.alias, made.names, row[made.start : made.end])
        for populator in made.populators:
            populator.populate(row, found)
        for name, place in made.compiler.annotation_col_map.items():
            setattr(found, name, row[place])
        return found

    def _compile(self, connection: Any) -> Compiled:
        queryset = self.build(*(SLOT + number for number in range(self.values)))
        compiler: Any = queryset.query.get_compiler(using=connection.alias)
        sql, params = compiler.as_sql()
        fields = compiler.klass_info["select_fields"]
        start, end = fields[0], fields[-1] + 1
        made = Compiled(
            sql=sql,
            params=tuple(params),
            slots={place: param - SLOT for place, param in enumerate(params) if isinstance(param, int) and param >= SLOT},
            compiler=compiler,
            converters=[(place, *found) for place, found in compiler.get_converters([one[0] for one in compiler.select]).items()],
            populators=get_related_populators(compiler.klass_info, compiler.select, connection.alias),
            start=start,
            end=end,
            names=[one[0].target.attname for one in compiler.select[start:end]],
        )
        self._compiled[connection.vendor] = made
        return made
