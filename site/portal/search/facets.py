"""By what the hits can be narrowed, with counts. Each count says what one would find by choosing it, all other choices as they are."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.among import Among, listed
from accounts.models import Profession
from accounts.prepared import Prepared
from articles.models import Topic
from comments.voices import Voice
from portal.kept.remembered import sort_of
from portal.search.asking import Kind
from portal.search.finding import Finds, Hit
from portal.search.sources import Narrowing

SHOWN = 12  # professions, topics
YEARS_SHOWN = 6
PERIODS = {"week": _("The last week"), "month": _("The last month"), "year": _("The last year")}
KINDS = {
    Kind.PROFESSIONS: _("Professions"),
    Kind.TOPICS: _("Topics"),
    Kind.PEOPLE: _("People"),
    Kind.COLUMNS: _("Columns"),
    Kind.COMMENTS: pgettext_lazy("of readers", "Comments"),
}


@dataclass(frozen=True)
class Choice:
    """`query` asks for it or, where it is `chosen`, for the same without it; `is_more`: there are more than are counted."""

    label: str
    query: str
    count: int
    is_more: bool = False
    chosen: bool = False
    profession: Profession | None = None


@dataclass(frozen=True)
class Facets:
    kinds: list[Choice]
    professions: list[Choice]
    topics: list[Choice]
    times: list[Choice]

    def __bool__(self) -> bool:
        return bool(self.professions or self.topics or self.times)


def _of_topics(numbers: str) -> QuerySet[Topic]:
    return Topic.objects.only("slug", "name").filter(Among("pk", numbers)).order_by()


TOPICS: Prepared[Topic] = Prepared(_of_topics, str, by_key=True)


def facets_of(finds: Finds) -> Facets:
    """One statement at most, for the names of topics."""
    return Facets(_kinds(finds), _professions(finds), _topics(finds), _times(finds))


def voices_of(finds: Finds) -> list[Voice]:
    """From which professions the comments that were found are shown as spoken; the largest first, those without one last."""
    counted = Counter(map(attrgetter("professions", "verified"), finds.by_kind[Kind.COMMENTS].hits))
    known = finds.worn.professions({number for professions, _verified in counted for number in professions})
    voices: dict[int | None, Voice] = {}
    for (professions, verified), count in counted.items():
        number = next(iter(professions), None)
        voice = voices.setdefault(number, Voice(known[number] if number else None))
        voice.count += count
        voice.verified += count if verified else 0
    return sorted(voices.values(), key=lambda voice: (voice.profession is None, -voice.count, voice.label))


def _kinds(finds: Finds) -> list[Choice]:
    """All of them, and each."""
    asked = finds.asked
    every = Choice(str(pgettext_lazy("search", "All")), asked.but(kind=None).query, finds.count, finds.is_more, asked.kind is None)
    return [
        every,
        *(
            Choice(str(KINDS[kind]), asked.but(kind=kind).query, hits.count, hits.is_more, asked.kind is kind)
            for kind, hits in finds.by_kind.items()
        ),
    ]


def _professions(finds: Finds) -> list[Choice]:
    chosen = finds.narrowing.profession
    counts = _counted(finds, "profession", attrgetter("professions"))
    numbers = _largest(counts, chosen and chosen.pk)
    known = finds.worn.professions(numbers)
    return [
        Choice(
            label=profession.label,
            query=finds.asked.but(profession="" if profession == chosen else profession.slug).query,
            count=counts[profession.pk],
            is_more=_is_more(finds),
            chosen=profession == chosen,
            profession=profession,
        )
        for profession in (known[pk] for pk in numbers)
    ]


def _topics(finds: Finds) -> list[Choice]:
    chosen = finds.narrowing.topic
    counts = _counted(finds, "topic", attrgetter("topics"))
    numbers = _largest(counts, chosen and chosen.pk)
    topics = _named(finds, numbers)
    return [
        Choice(
            label=topics[pk].name,
            query=finds.asked.but(topic="" if topics[pk] == chosen else topics[pk].slug).query,
            count=counts[pk],
            is_more=_is_more(finds),
            chosen=topics[pk] == chosen,
        )
        for pk in numbers
        if pk in topics
    ]


def _named(finds: Finds, numbers: list[int]) -> dict[int, Topic]:
    known: dict[int, Topic] = sort_of(finds.memory, "topics")
    missing = [pk for pk in numbers if pk not in known]
    if missing:
        known.update({topic.pk: topic for topic in TOPICS(listed(missing))})
    return known


def _times(finds: Finds) -> list[Choice]:
    """The last week, month and year, and the newest years, as far as anything is from then."""
    minutes = sorted(hit.minute for hit in _pool(finds, "when") if hit.minute is not None)
    chosen = finds.narrowing.when
    names = {**PERIODS, **{year: year for year in _years(minutes)}}
    if chosen:
        names.setdefault(chosen, chosen)
    found = []
    for when, label in names.items():
        span = Narrowing(when=when).minutes
        count = bisect_left(minutes, span.stop) - bisect_left(minutes, span.start)
        if count or when == chosen:
            query = finds.asked.but(when="" if when == chosen else when).query
            found.append(Choice(str(label), query, count, _is_more(finds), when == chosen))
    return found


def _years(minutes: Sequence[int]) -> Iterator[str]:
    """The newest of those in which any of the minutes, which are in their order, lie; of years in Seoul."""
    left, number = len(minutes), 0
    while left and number < YEARS_SHOWN:
        year = str(timezone.localtime(datetime.fromtimestamp(minutes[left - 1] * 60, UTC)).year)
        left, number = bisect_left(minutes, Narrowing(when=year).minutes.start), number + 1
        yield year


def _pool(finds: Finds, dimension: str) -> Iterator[Hit]:
    """What a choice of this dimension would be made among."""
    every = chain.from_iterable(hits.all for hits in finds.chosen)
    return (hit for hit in every if hit.fits(finds.narrowing, but=dimension)) if finds.narrowing else every


def _counted(finds: Finds, dimension: str, numbers: Callable[[Hit], frozenset[int]]) -> Counter[int]:
    """Sets first, of which there are far fewer than hits."""
    counts: Counter[int] = Counter()
    for some, count in Counter(map(numbers, _pool(finds, dimension))).items():
        for number in some:
            counts[number] += count
    return counts


def _largest(counts: Counter[int], chosen: int | None) -> list[int]:
    """The largest, and what is chosen, whatever its count."""
    largest = [pk for pk, _count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]]
    return [chosen, *(pk for pk in largest if pk != chosen)] if chosen else largest


def _is_more(finds: Finds) -> bool:
    return any(hits.are_more for hits in finds.chosen)
