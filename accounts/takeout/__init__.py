"""What a member takes along: subjects of what is kept of them, which every app registers in `ready()`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from accounts.models import User

M = TypeVar("M", bound=Model)
Row = dict[str, Any]
Rows = Callable[[User], Iterator[Row]]
A_BATCH = 500


@dataclass(frozen=True)
class Subject:
    """One file of the archive. `keys` says of each key of its rows what it means, in the active language once it is asked.

    Values are text, numbers, booleans, dates, None, or lists of rows of their own. Nothing in them is personal data of others: what a
    member knows by the site's pages (who answered them, say) is not theirs to take along.
    """

    name: str
    title: Any  # lazy
    keys: Mapping[str, Any]
    rows: Rows


SUBJECTS: dict[str, Subject] = {}


def register(name: str, title: Any, keys: Mapping[str, Any]) -> Callable[[Rows], Rows]:
    """Has `rows(member)` taken along as the file `name`.json and pages of HTML. To be used as a decorator."""

    def add(rows: Rows) -> Rows:
        SUBJECTS[name] = Subject(name, title, keys, rows)
        return rows

    return add


def in_batches(rows: QuerySet[M], size: int = A_BATCH) -> Iterator[M]:
    """All rows in the order of their numbers, holding so many at a time, whatever lies between us and the database."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield from batch
        last = batch[-1].pk
