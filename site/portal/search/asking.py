"""What is searched for, as it stands in the address: words, a kind, what narrows them, an order, a place to go on from."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from urllib.parse import quote_plus

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from accounts.text import CONTROL, INVISIBLE

LONGEST = 100  # characters that are looked for; what is longer is cut, and the page says so
SLUG_MAX = 60
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
PERIODS = {"week": timedelta(days=7), "month": timedelta(days=30), "year": timedelta(days=365)}
SURROGATES = re.compile("[\ud800-\udfff]")


class Kind(Enum):
    """What can be found, in the order in which it is shown."""

    PROFESSIONS = "professions"
    TOPICS = "topics"
    PEOPLE = "people"
    COLUMNS = "columns"
    COMMENTS = "comments"


KINDS = {kind.value: kind for kind in Kind}
NEWEST = "new"


@dataclass(frozen=True)
class Asked:
    """`profession` and `topic` are slugs; `when` is a name of PERIODS or a year; `after` names the last hit of the page before.

    What no search has (a kind, an order, a time that is none) is left out, and `is_strange` says that something was.
    """

    typed: str = ""
    kind: Kind | None = None
    profession: str = ""
    topic: str = ""
    when: str = ""
    order: str = ""
    after: str = ""
    is_cut: bool = False
    is_strange: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        typed = tidy(query.get("q", ""))
        said = {name: query.get(name, "") for name in ("kind", "profession", "topic", "when", "order", "after")}
        known = {
            "kind": said["kind"] in KINDS,
            "profession": is_slug(said["profession"]),
            "topic": is_slug(said["topic"]),
            "when": said["when"] in PERIODS or bool(YEAR.fullmatch(said["when"])),
            "order": said["order"] == NEWEST,
            "after": len(said["after"]) <= SLUG_MAX,
        }
        kept = {name: value if known[name] else "" for name, value in said.items()}
        return cls(
            **{**kept, "kind": KINDS.get(kept["kind"])},  # type: ignore[arg-type]
            typed=typed[:LONGEST].rstrip(),
            is_cut=len(typed) > LONGEST,
            is_strange=any(value and not known[name] for name, value in said.items()),
        )

    def but(self, **changes: object) -> "Asked":
        """The same with other choices, from the beginning."""
        return Asked(**{**self.__dict__, "after": "", **changes})

    @property
    def is_narrowed(self) -> bool:
        return bool(self.profession or self.topic or self.when)

    @property
    def beginning(self) -> str:
        return self.but().query

    @property
    def unnarrowed(self) -> str:
        return self.but(profession="", topic="", when="").query

    @property
    def of_every_kind(self) -> str:
        return self.but(kind=None).query

    @property
    def by_fitness(self) -> str:
        return self.but(order="").query

    @property
    def by_date(self) -> str:
        return self.but(order=NEWEST).query

    @property
    def query(self) -> str:
        """The query of an address that asks for this."""
        return "&".join(f"{name}={_quoted(value)}" for name, value in self._said if value)

    @property
    def _said(self) -> tuple[tuple[str, str], ...]:
        return (
            ("q", self.typed),
            ("kind", self.kind.value if self.kind else ""),
            ("profession", self.profession),
            ("topic", self.topic),
            ("when", self.when),
            ("order", self.order),
            ("after", self.after),
        )


@lru_cache(1_000)
def _quoted(value: str) -> str:
    """A page of results has some forty addresses, all with the same words in them."""
    return quote_plus(value)


def tidy(typed: str) -> str:
    """One line in NFC, without what cannot be seen: whatever was typed, it can be shown again and given to a database."""
    return " ".join(INVISIBLE.sub("", CONTROL.sub(" ", SURROGATES.sub("", unicodedata.normalize("NFC", typed)))).split())


def is_slug(text: str) -> bool:
    """Whether it may be the address of a profession or a topic."""
    return 0 < len(text) <= SLUG_MAX and all(letter.isalnum() or letter in "-_" for letter in text)


def within(when: str, field: str) -> Q:
    """The condition that a moment lies in the time asked for; anything, where none is."""
    if not when:
        return Q()
    begin, end = span(when)
    return Q(**{f"{field}__gte": begin, f"{field}__lt": end})


def span(when: str) -> tuple[datetime, datetime]:
    """From when to when, the end excluded; years are Seoul's. What is dated later than now is not yet public."""
    if when in PERIODS:
        now = timezone.now()
        return now - PERIODS[when], now + timedelta(days=1)
    year = int(when)
    return timezone.make_aware(datetime(year, 1, 1)), timezone.make_aware(datetime(year + 1, 1, 1))
