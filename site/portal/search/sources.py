"""What is searched, table by table: which rows this reader may find, and how each kind of row is narrowed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Profession
from articles.models import ColumnPage, Topic
from portal.search import visible
from portal.search.asking import Asked, Kind, span, within
from portal.search.visible import Eyes


@dataclass(frozen=True)
class Narrowing:
    """What the address narrows by, found: a profession, a topic, a time. `is_lost` where it names one that there is not."""

    profession: Profession | None = None
    topic: Topic | None = None
    when: str = ""
    is_lost: bool = False

    @classmethod
    def of(cls, asked: Asked, eyes: Eyes) -> "Narrowing":
        profession = Profession.objects.find(asked.profession) if asked.profession else None
        topic = visible.topics(eyes).filter(slug=asked.topic).first() if asked.topic else None
        is_lost = bool((asked.profession and not profession) or (asked.topic and not topic))
        return cls(profession, topic, asked.when, is_lost)

    def __bool__(self) -> bool:
        return bool(self.profession or self.topic or self.when)

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """From when to when; only where there is a time."""
        return span(self.when)


@dataclass(frozen=True)
class Source:
    """A table. `letter` stands before the number of a row in an address; `narrow` gives None where nothing of it can be narrowed so."""

    letter: str
    kind: Kind
    visible: Callable[[Eyes], QuerySet[Any]]
    narrow: Callable[[Narrowing], Q | None]

    def rows(self, eyes: Eyes, narrowing: Narrowing) -> QuerySet[Any] | None:
        condition = self.narrow(narrowing) if narrowing else Q()
        return None if condition is None else self.visible(eyes).filter(condition)


def _not_at_all(_narrowing: Narrowing) -> Q | None:
    return None


def _column(narrowing: Narrowing) -> Q:
    condition = within(narrowing.when, "date")
    if narrowing.profession:
        condition &= Q(pk__in=ColumnPage.objects.about(narrowing.profession).order_by().values("pk"))
    if narrowing.topic:
        condition &= Q(pk__in=_on(narrowing.topic))
    return condition


def _comment(narrowing: Narrowing) -> Q:
    condition = within(narrowing.when, "published_at")
    if narrowing.profession:
        condition &= visible.spoken_from(narrowing.profession)
    if narrowing.topic:
        condition &= Q(discussion__page__in=_on(narrowing.topic))
    return condition


def _on(topic: Topic) -> QuerySet[Any]:
    return ColumnPage.topics.through.objects.filter(topic=topic).values("columnpage")


def _person(member: str) -> Callable[[Narrowing], Q | None]:
    def narrow(narrowing: Narrowing) -> Q | None:
        if narrowing.topic or narrowing.when or not narrowing.profession:
            return None
        return visible.held_as(narrowing.profession, member)

    return narrow


PROFESSIONS = Source("p", Kind.PROFESSIONS, visible.professions, _not_at_all)
TOPICS = Source("t", Kind.TOPICS, visible.topics, _not_at_all)
COLUMNISTS = Source("a", Kind.PEOPLE, visible.columnists, _person("user__"))
MEMBERS = Source("m", Kind.PEOPLE, visible.members, _person(""))
COLUMNS = Source("c", Kind.COLUMNS, visible.columns, _column)
COMMENTS = Source("s", Kind.COMMENTS, visible.comments, _comment)
SOURCES = (PROFESSIONS, TOPICS, COLUMNISTS, MEMBERS, COLUMNS, COMMENTS)
