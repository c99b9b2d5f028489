"""Medians, reckoned by the database: the same way on SQLite and PostgreSQL."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, QuerySet, Window
from django.db.models.functions import RowNumber

ENOUGH = 5  # below that, the middle one would say when one report was made (docs/decisions/0020-public-log.md)


@dataclass(frozen=True)
class Median:
    """`middle` is None where it is made of too few to be told."""

    among: int
    middle: timedelta | None


NONE = Median(0, None)


def medians(rows: QuerySet[Any], took: Any, by: str) -> dict[Hashable, Median]:
    """The median of the expression `took` for each value of the field `by`, in one query.

    Each row learns its place in its group and how large that is; the middle one, or the two of them, are fetched.
    """
    ranked = rows.order_by().annotate(took=ExpressionWrapper(took, output_field=DurationField()))
    place = Window(RowNumber(), partition_by=[F(by)], order_by=["took", "pk"])
    ranked = ranked.annotate(place=place, among=Window(Count("pk"), partition_by=[F(by)]))
    middle = ranked.annotate(twice=F("place") * 2).filter(twice__gte=F("among"), twice__lte=F("among") + 2)
    found: dict[Hashable, list[tuple[int, timedelta]]] = {}
    for value, among, one in middle.values_list(by, "among", "took"):
        found.setdefault(value, []).append((among, one))
    return {value: _of([one for _among, one in ones], ones[0][0]) for value, ones in found.items()}


def _of(middle: list[timedelta], among: int) -> Median:
    return Median(among, sum(middle, timedelta()) / len(middle) if among >= ENOUGH else None)
