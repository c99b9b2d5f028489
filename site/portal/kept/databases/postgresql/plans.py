"""Statements that the server reads and plans once a connection, by PREPARE and EXECUTE.

Planning what finds one row takes PostgreSQL several times as long as finding it. The driver (psycopg2) sends every statement as text; SQL
has a statement for it (PostgreSQL 15, part VI, PREPARE), and like this nothing above the driver's cursor has to know: what Django logs, what
its wrappers see and what raises an error is the statement itself.
"""

from typing import Any

from psycopg2.extensions import AsIs, cursor

from accounts.planned import Planned


def planning_cursor() -> type[cursor]:
    """The driver's cursor, for one connection."""
    executes: dict[int, str] = {}  # of the statements that it has prepared, by their numbers

    class PlanningCursor(cursor):
        _said: tuple[Planned, Any] | None = None

        def execute(self, query: Any, vars: Any = None) -> None:
            self._said = None
            if type(query) is not Planned or vars is None:
                return super().execute(query, vars)
            execute = executes.get(query.number)
            if execute is None:
                super().execute(_prepare(self, query))
                execute = executes[query.number] = f"EXECUTE {_name(query)}" + _places(len(query.places))
            self._said = query, vars
            return super().execute(execute, [vars[place] for place in query.places])

        @property
        def query(self) -> Any:
            """What was sent last, for whoever logs it: as it would have been sent as text."""
            return self.mogrify(*self._said) if self._said else super().query

    return PlanningCursor


def _prepare(cursor: cursor, query: Planned) -> bytes:
    """What never changes stands in the plan as it is: only so can an index on some of the rows be used.

    A number is a long one, also where it is compared with a shorter column, as one in the text would be: too large finds nothing.
    """
    number = {place: AsIs(f"${number}{_width(query, place)}") for number, place in enumerate(query.places, 1)}
    params = [number.get(place, value) for place, value in enumerate(query.params)]
    return b"PREPARE %s AS %s" % (_name(query).encode(), cursor.mogrify(str(query), params))


def _width(query: Planned, place: int) -> str:
    return "::bigint" if type(query.params[place]) is int and not query.startswith("INSERT") else ""


def _name(query: Planned) -> str:
    return f"gongron_{query.number}"


def _places(number: int) -> str:
    return f" ({', '.join(['%s'] * number)})" if number else ""
