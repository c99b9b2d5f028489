"""How the rows are found: the newest by the index, all tables in one statement; and then, of each table that has any, those that may be seen.

What may be seen is asked of the rows themselves. Nearly always all of the newest may be; where most may not, everything is asked of each.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.among import Among, listed
from accounts.models import User
from accounts.prepared import Prepared
from accounts.searching import ranking
from accounts.searching.newest import Best, Newest, Table
from accounts.searching.question import Question
from accounts.searching.ranking import Hit
from portal.kept.remembered import sort_of
from portal.search.asking import Kind
from portal.search.sources import COLUMNS, SOURCES, Narrowing, Source
from portal.search.visible import Eyes

MARGIN = 20  # more of the newest than are wanted, of which is asked whether they may be seen
DATED = (Kind.COLUMNS, Kind.COMMENTS)
Seen = list[tuple[Hit, Sequence[Any]]]  # and what is read of each (portal.search.beside)


@dataclass(frozen=True)
class Look:
    """By one reader, at one time."""

    question: Question
    eyes: Eyes
    at: datetime
    most: int  # hits of a table
    newest_first: bool = False

    def newest(self) -> list[Best]:
        """Of each of SOURCES, whether they may be seen or not."""
        return _newest(self.newest_first, self.most + MARGIN)(self.question)

    def seen(self, source: Source, best: Best) -> Seen:
        """Those that may be seen; as many as there are, where too few of the best may."""
        seen = self._beside(source, best.hits)
        return seen if best.are_all or len(seen) >= self.most else self.apart(source)

    def apart(self, source: Source, narrowing: Narrowing | None = None) -> Seen:
        """Those that may be seen and fit, looked for by all that decides on it."""
        condition = source.narrow(narrowing) if narrowing else Q()
        if condition is None:
            return []
        rows = source.visible(self.eyes).filter(condition)
        return self._beside(
            source, ranking.found(rows, self.question, newest_first=self.newest_first and source.kind in DATED, limit=self.most)
        )

    def _beside(self, source: Source, hits: Sequence[Hit]) -> Seen:
        rows = self._rows_of(source, [hit.pk for hit in hits]) if hits else {}
        return [(hit, row) for hit in hits if (row := rows.get(hit.pk))]

    def _rows_of(self, source: Source, pks: Sequence[int]) -> dict[int, Any]:
        if source is COLUMNS:
            return self._columns(pks)
        rows = self._read(source, pks)
        if not source.hanging:
            return {row[0]: row for row in rows}
        columns = self._columns({row[2] for row in rows})
        return {row[0]: (*row[:2], column[2], *row[3:]) for row in rows if (column := columns[row[2]])}

    def _columns(self, pks: Collection[int]) -> dict[int, Any]:
        """None for those that may not be seen, by whoever it may be. Nothing of it is asked again while no column changes."""
        known = sort_of(self.eyes.memory, "columns")
        missing = [pk for pk in pks if pk not in known]
        if missing:
            known.update({**dict.fromkeys(missing), **{row[0]: row for row in self._read(COLUMNS, missing)}})
        return known

    def _read(self, source: Source, pks: Sequence[int]) -> Collection[Any]:
        numbers = listed(pks)
        if self.eyes.may_be_restricted:
            return _rows(source, self.eyes, numbers, self.at)
        reader = [self.eyes.reader.pk] if isinstance(self.eyes.reader, User) else []
        return _prepared(source, bool(reader))(numbers, self.at, *reader)


def _rows(source: Source, eyes: Eyes, numbers: str, at: datetime) -> QuerySet[Any, Any]:
    return source.read((source.hanging or source.visible)(eyes).filter(Among("pk", numbers)), at)


@lru_cache
def _newest(newest_first: bool, limit: int) -> Newest:
    return Newest(*(Table(source.model, source.likely, newest_first and source.kind in DATED) for source in SOURCES), limit=limit)


@lru_cache
def _prepared(source: Source, is_member: bool) -> Prepared[Any]:
    """Where no page is restricted, as is so nearly always, the rows of a table differ in their numbers and their reader only."""

    def build(numbers: str, at: datetime, *reader: int) -> QuerySet[Any, Any]:
        return _rows(source, Eyes(User(pk=reader[0]) if reader else AnonymousUser(), may_be_restricted=False), numbers, at)

    return Prepared(build, str, datetime, *([int] if is_member else []), by_key=True)
