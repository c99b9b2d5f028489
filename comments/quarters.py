"""Quarters of a year, as Seoul's calendar has them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.urls import register_converter
from django.utils import timezone
from django.utils.translation import gettext

WRITTEN = re.compile(r"(20[0-9]{2})-q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """`number` from 1 to 4. `begin` belongs to it, `end` to the next one."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Self:
        local = timezone.localtime(moment, timezone.get_default_timezone())
        return cls(local.year, (local.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """As `str` writes it; None for anything else."""
        found = WRITTEN.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.year}-q{self.number}"

    @property
    def label(self) -> str:
        return gettext("Q%(number)s %(year)s") % {"number": self.number, "year": self.year}

    @property
    def begin(self) -> datetime:
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=timezone.get_default_timezone())

    @property
    def end(self) -> datetime:
        return self.next.begin

    @property
    def next(self) -> Self:
        return self._moved(1)

    @property
    def previous(self) -> Self:
        return self._moved(-1)

    def _moved(self, by: int) -> Self:
        year, number = divmod(4 * self.year + self.number - 1 + by, 4)
        return type(self)(year, number + 1)

    @property
    def is_over(self) -> bool:
        return self.end <= timezone.now()


def quarters_since(moment: datetime) -> list[Quarter]:
    """From the one that runs back to that of `moment`."""
    first, quarter = Quarter.of(moment), Quarter.of(timezone.now())
    found = [quarter]
    while quarter > first:
        quarter = quarter.previous
        found.append(quarter)
    return found


class QuarterConverter:
    regex = "20[0-9]{2}-q[1-4]"

    def to_python(self, value: str) -> Quarter:
        year, number = value.split("-q")
        return Quarter(int(year), int(number))

    def to_url(self, value: Quarter | str) -> str:
        return str(value)


register_converter(QuarterConverter, "quarter")
