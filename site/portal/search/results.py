"""All that the page shows: of what was found, or, where nothing can be or was, what one could look for instead."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.safestring import SafeString

from accounts.requests import Reader
from accounts.searching.question import Question, ask
from accounts.searching.state import analyser_in_use, is_fallback
from articles.models import Topic
from comments import cloth
from comments.voices import Voice, band, of_site
from portal.search import visible
from portal.search.asking import Asked, Kind
from portal.search.facets import KINDS, facets_of, voices_of
from portal.search.finding import Finds, Hits, find
from portal.search.letters import in_hangul
from portal.search.paging import PageOfHits, page_of
from portal.search.showing import Card, cards_of
from portal.search.sources import Narrowing
from portal.search.visible import Eyes

POPULAR_TOPICS, POPULAR_PROFESSIONS = 8, 10
WORDS_PROPOSED = 4
ASIDE = cloth.Place(248, 248)
LISTED = (Kind.COLUMNS, Kind.COMMENTS)  # the others stand together, where all kinds are shown


@dataclass(frozen=True)
class Section:
    """Of one kind: its cards on this page, and where all of them are."""

    kind: Kind
    label: str
    hits: Hits
    page: PageOfHits
    cards: list[Card]
    query: str

    @property
    def is_listed(self) -> bool:
        return self.kind in LISTED

    @property
    def has_more(self) -> bool:
        return len(self.hits.hits) > len(self.page.hits)


def results_of(question: Question, asked: Asked, reader: Reader) -> dict[str, Any]:
    eyes = Eyes(reader)
    narrowing = Narrowing.of(asked, eyes)
    finds = find(question, asked, narrowing, eyes)
    context = {"question": question, "finds": finds, "facets": facets_of(finds), "sections": _sections(finds, question), **_drawn(finds)}
    if not finds.count_here:
        context |= {"instead": instead_of(asked), **popular(eyes)}
    return {**context, "narrowing": narrowing, "is_rough": question.is_rough or is_fallback(question.analyser)}


def start_of(asked: Asked, reader: Reader) -> dict[str, Any]:
    """Where nothing is asked for that could be found: the field, and what others look at."""
    return {**popular(Eyes(reader)), "is_rough": is_fallback(analyser_in_use())}


def popular(eyes: Eyes) -> dict[str, Any]:
    """Topics of the most columns, and the professions that are shown to speak most; three statements."""
    voices = [voice for voice in of_site(POPULAR_PROFESSIONS) if voice.profession]
    return {"popular_topics": _popular_topics(eyes)[:POPULAR_TOPICS], "popular_professions": voices}


def _popular_topics(eyes: Eyes) -> QuerySet[Topic]:
    told = Count("columns", filter=Q(columns__live=True))
    return visible.topics(eyes).annotate(told=told).order_by("-told", "name")


def instead_of(asked: Asked) -> list[tuple[str, str]]:
    """What to look for instead, and its query: what a Korean keyboard would have written, and of several words each by itself."""
    hangul = in_hangul(asked.typed)
    words = asked.typed.split()
    proposed = [hangul] if hangul and ask(hangul) else []
    proposed += words[:WORDS_PROPOSED] if len(words) > 1 else []
    return [(words, Asked(typed=words).query) for words in dict.fromkeys(proposed)]


def _sections(finds: Finds, question: Question) -> list[Section]:
    """All cards are read together: each table once."""
    pages = [(hits, page_of(hits, finds.asked)) for hits in finds.chosen]
    cards = cards_of([hit for _hits, page in pages for hit in page.hits], question, finds.memory)
    return [
        Section(
            kind=hits.kind,
            label=str(KINDS[hits.kind]),
            hits=hits,
            page=page,
            cards=[cards[hit.name] for hit in page.hits if hit.name in cards],
            query=finds.asked.but(kind=hits.kind).query,
        )
        for hits, page in pages
    ]


def _drawn(finds: Finds) -> dict[str, Any]:
    """Who speaks in the comments that were found: the cloth, and the band for the masthead's rule."""
    voices: list[Voice] = voices_of(finds)
    drawn = cloth.draw(voices, ASIDE) if voices else SafeString("")
    return {"voices": cloth.fold(voices), "cloth": drawn, "band": band(voices)}
