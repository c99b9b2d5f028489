"""Whether a number is among many, which are sent as one value: so that a statement is the same for however many, and can be compiled once."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Value


class Among(Func):
    """The condition that the number at `path` is one of `numbers`, as `listed` writes them."""

    output_field = BooleanField()

    def __init__(self, path: str, numbers: str) -> None:
        super().__init__(F(path), Value(numbers))

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s))", arg_joiner=" IN (SELECT value FROM json_each(", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s::bigint[])", arg_joiner=" = ANY(", **extra)


def listed(numbers: Iterable[int]) -> str:
    """As the database reads them."""
    return ("{%s}" if connection.vendor == "postgresql" else "[%s]") % ",".join(map(str, numbers))
