"""What is found: hits by kind, narrowed, counted, and a page of them. One ranked statement for each table, however much it holds.

Of each table the first `MOST` hits are looked at. What can be counted is counted among those, and where there are more it says "more"; so a
search costs the same whether a word stands in ten comments or in a hundred thousand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.searching.question import Question
from accounts.searching.ranking import found
from portal.search.asking import NEWEST, Asked, Kind
from portal.search.sources import SOURCES, Narrowing, Source
from portal.search.traits import NO_TRAITS, Known, Traits, traits_of
from portal.search.visible import Eyes

MOST = 1000


@dataclass(frozen=True)
class Hit:
    source: Source
    pk: int
    score: float
    traits: Traits

    @property
    def name(self) -> str:
        """How it stands in an address."""
        return f"{self.source.letter}{self.pk}"


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
    known: Known
    by_kind: dict[Kind, Hits]

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
    known = Known()
    ranked = {source: _ranked(source, question, asked, Narrowing(), eyes) for source in SOURCES}
    apart = {
        source: _ranked(source, question, asked, narrowing, eyes)
        for source, pairs in ranked.items()
        if narrowing and len(pairs) > MOST and source.kind == (asked.kind or source.kind)
    }
    numbers = {source: {pk for pk, _score in [*pairs, *apart.get(source, ())]} for source, pairs in ranked.items()}
    traits = traits_of(numbers, known)
    by_kind = {kind: Hits(kind) for kind in Kind}
    for source, pairs in ranked.items():
        _add(by_kind[source.kind], source, pairs, apart.get(source), traits.get(source, {}), narrowing)
    by_kind[Kind.PEOPLE].hits.sort(key=lambda hit: -hit.score)  # of two tables; those of one are in their order
    return Finds(asked, narrowing, known, by_kind)


Ranked = list[tuple[int, float]]


def _ranked(source: Source, question: Question, asked: Asked, narrowing: Narrowing, eyes: Eyes) -> Ranked:
    rows = source.rows(eyes, narrowing)
    if rows is None:
        return []
    newest = asked.order == NEWEST and source.kind in (Kind.COLUMNS, Kind.COMMENTS)
    return [(hit.pk, hit.score) for hit in found(rows, question, newest_first=newest, limit=MOST + 1)]


def _add(hits: Hits, source: Source, pairs: Ranked, apart: Ranked | None, traits: Mapping[int, Traits], narrowing: Narrowing) -> None:
    every = [Hit(source, pk, score, traits.get(pk, NO_TRAITS)) for pk, score in pairs[:MOST]]
    hits.all += every
    hits.are_more |= len(pairs) > MOST
    if apart is None:
        hits.hits += [hit for hit in every if hit.traits.fit(narrowing)]
        hits.is_more |= len(pairs) > MOST
    else:
        hits.hits += [Hit(source, pk, score, traits.get(pk, NO_TRAITS)) for pk, score in apart[:MOST]]
        hits.is_more |= len(apart) > MOST
