"""SQL whose plan a database may keep: how a row is found by its key does not depend on the key."""

from itertools import count
from typing import Any

_numbers = count(1)


class Planned(str):
    """A statement for one or a few rows by their key, sent again and again with other values in some `places` of its parameters.

    What is sent in the other places stays what it is in `params`. A database that keeps plans (`portal.kept.databases.postgresql`) reads
    and plans it once a connection; to any other it is a string like every other.
    """

    number: int  # its own, in this process
    places: tuple[int, ...]
    params: tuple[Any, ...]

    @classmethod
    def of(cls, sql: str, params: tuple[Any, ...], places: tuple[int, ...]) -> "Planned":
        made = cls(sql)
        made.number, made.params, made.places = next(_numbers), params, places
        return made
