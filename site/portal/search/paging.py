"""A page of hits. A place is a hit, not a number: where it stands now is looked up when the page after it is asked for."""

from dataclasses import dataclass

from portal.search.asking import Asked
from portal.search.finding import Hit, Hits

A_PAGE = 10
SHOWN = {"professions": 6, "topics": 6, "people": 6, "columns": 5, "comments": 5}  # of each kind, where all are shown


@dataclass(frozen=True)
class PageOfHits:
    """`following` and `before` are queries of addresses, "" where there is nothing further; `first` counts from one."""

    hits: list[Hit]
    first: int = 1
    following: str = ""
    is_further: bool = False
    is_lost: bool = False
    is_end_of_count: bool = False  # the last page of those that are turned over, though there is more

    @property
    def last(self) -> int:
        return self.first + len(self.hits) - 1


def page_of(hits: Hits, asked: Asked) -> PageOfHits:
    """The page after the hit that the address names; from the beginning where it names none that is found now."""
    if asked.kind is None:
        return PageOfHits(hits.hits[: SHOWN[hits.kind.value]])
    start = next((place + 1 for place, hit in enumerate(hits.hits) if hit.name == asked.after), 0)
    page = hits.hits[start : start + A_PAGE]
    further = len(hits.hits) > start + A_PAGE
    return PageOfHits(
        hits=page,
        first=start + 1,
        following=asked.but(after=page[-1].name).query if further else "",
        is_further=start > 0,
        is_lost=bool(asked.after) and not start,
        is_end_of_count=hits.is_more and not further,
    )
