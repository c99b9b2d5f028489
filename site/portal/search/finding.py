"""What is found: hits by kind, narrowed, and counted.

Of each table the first `MOST` hits are looked at. What can be counted is counted among those, and where there are more it says "more"; so a
search costs the same whether a word stands in ten comments or in a hundred thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils import timezone

from accounts.searching.question import Question
from portal.kept.remembered import Memory
from portal.search.asking import NEWEST, Asked, Kind
from portal.search.beside import Worn
from portal.search.looking import Look, Seen
from portal.search.sources import SOURCES, Narrowing, Source
from portal.search.visible import Eyes

MOST = 200
NONE: frozenset[int] = frozenset()


class Hit(NamedTuple):
    """`professions` are numbers of what is shown, never of what is hidden; `verified` says that the one which is shown was checked.

    `minute` is that of its publication, from 1970 on, None where it is not dated.
    """

    source: Source
    pk: int
    score: float
    minute: int | None = None
    professions: frozenset[int] = NONE
    topics: frozenset[int] = NONE
    verified: bool = False

    @property
    def name(self) -> str:
        """How it stands in an address."""
        return f"{self.source.letter}{self.pk}"

    def fits(self, narrowing: Narrowing, but: str = "") -> bool:
        """Whether the hit stays when narrowed so; `but` names what is not looked at."""
        if narrowing.profession and but != "profession" and narrowing.profession.pk not in self.professions:
            return False
        if narrowing.topic and but != "topic" and narrowing.topic.pk not in self.topics:
            return False
        if not narrowing.when or but == "when":
            return True
        return self.minute is not None and self.minute in narrowing.minutes


@dataclass
class Hits:
    """Of one kind. `hits` fit what is asked for, in their order; `all` fit the words; `is_more` says that there are more than were looked at."""

    kind: Kind
    hits: list[Hit] = field(default_factory=list)
    all: list[Hit] = field(default_factory=list)
    is_more: bool = False  # of `hits`
    are_more: bool = False  # of `all`

    @property
    def count(self) -> int:
        return min(len(self.hits), MOST)


@dataclass
class Finds:
    """Everything that was found for a question."""

    asked: Asked
    narrowing: Narrowing
    by_kind: dict[Kind, Hits]
    worn: Worn
    memory: Memory = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(hits.count for hits in self.by_kind.values())

    @property
    def is_more(self) -> bool:
        return any(hits.is_more for hits in self.by_kind.values())

    @property
    def count_here(self) -> int:
        return sum(hits.count for hits in self.chosen)

    @property
    def is_more_here(self) -> bool:
        return any(hits.is_more for hits in self.chosen)

    @property
    def chosen(self) -> list[Hits]:
        """The kinds that the page is about: the one that was chosen, or all."""
        return [self.by_kind[self.asked.kind]] if self.asked.kind else list(self.by_kind.values())


def find(question: Question, asked: Asked, narrowing: Narrowing, eyes: Eyes) -> Finds:
    by_kind, worn = {kind: Hits(kind) for kind in Kind}, Worn(eyes.memory)
    look = Look(question, eyes, timezone.now(), MOST + 1, newest_first=asked.order == NEWEST)
    for source, best in zip(SOURCES, look.newest(), strict=True):
        every = _hits(source, look.seen(source, best), worn)
        apart = None
        if narrowing and len(every) > MOST and source.kind == (asked.kind or source.kind):
            apart = _hits(source, look.apart(source, narrowing), worn)
        _add(by_kind[source.kind], every, apart, narrowing)
    people = by_kind[Kind.PEOPLE]
    people.hits.sort(key=lambda hit: -hit.score)  # of two tables; those of one are in their order
    return Finds(asked, narrowing, by_kind, worn, eyes.memory)


def _add(hits: Hits, every: list[Hit], apart: list[Hit] | None, narrowing: Narrowing) -> None:
    """`apart` are those that were looked for by themselves, because there were more than MOST in all."""
    hits.all += every[:MOST]
    hits.are_more |= len(every) > MOST
    fitting = every if apart is None else apart
    hits.hits += [hit for hit in fitting[:MOST] if hit.fits(narrowing)] if narrowing and apart is None else fitting[:MOST]
    hits.is_more |= len(fitting) > MOST


def _hits(source: Source, seen: Seen, worn: Worn) -> list[Hit]:
    """Many have the same of what stands beside them."""
    read: dict[Any, Any] = {}
    hits = []
    for (pk, score), row in seen:
        key = tuple(row[2:])
        beside = read.get(key)
        if beside is None:
            beside = read[key] = _read(key, worn)
        hits.append(Hit(source, pk, score, row[1], *beside))
    return hits


def _read(said: Sequence[Any], worn: Worn) -> tuple[Any, ...]:
    """Professions as shown, topics, and whether the one is shown as verified; of what `portal.search.beside` says after the minute."""
    topics, professions, credential = said
    if isinstance(professions, str):
        return _numbers(professions), _numbers(topics), False
    shown, is_verified = worn.shown(professions, credential)
    return frozenset([shown]) if shown else NONE, _numbers(topics), is_verified


def _numbers(said: str | None) -> frozenset[int]:
    return frozenset(map(int, said.split(","))) if said else NONE
