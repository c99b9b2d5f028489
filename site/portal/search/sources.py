"""What is searched, table by table: which rows this reader may find, and how each kind of row is narrowed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet

from accounts.groups import holders
from accounts.models import Profession, User
from articles.models import Author, ColumnPage, Topic
from comments.models import Comment
from portal.search import beside, visible
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
    def minutes(self) -> range:
        """Those of the time; only where there is one."""
        begin, end = span(self.when)
        return range(int(begin.timestamp() // 60), int(end.timestamp() // 60))


@dataclass(frozen=True)
class Source:
    """A table. `letter` stands before the number of a row in an address.

    `visible` rows may be found; `read` is what is read of them, as of a time (`portal.search.beside`); `narrow` gives None where nothing of
    it can be narrowed so; `likely` is what all of them are by a condition on the row alone, where there may be many others. What hangs on
    columns has rows that may be seen if their column may: `hanging`.
    """

    letter: str
    kind: Kind
    model: type[Model]
    visible: Callable[[Eyes], QuerySet[Any]]
    read: Callable[[QuerySet[Any], datetime], QuerySet[Any, Any]]
    narrow: Callable[[Narrowing], Q | None]
    likely: Callable[[], QuerySet[Any]] | None = None
    hanging: Callable[[Eyes], QuerySet[Any]] | None = None


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


PROFESSIONS = Source("p", Kind.PROFESSIONS, Profession, visible.professions, beside.of_names, _not_at_all)
TOPICS = Source("t", Kind.TOPICS, Topic, visible.topics, beside.of_names, _not_at_all)
COLUMNISTS = Source("a", Kind.PEOPLE, Author, visible.columnists, beside.of_columnists, _person("user__"))
MEMBERS = Source("m", Kind.PEOPLE, User, visible.members, beside.of_members, _person(""), holders)
COLUMNS = Source("c", Kind.COLUMNS, ColumnPage, visible.columns, beside.of_columns, _column)
COMMENTS = Source("s", Kind.COMMENTS, Comment, visible.comments, beside.of_comments, _comment, Comment.objects.published, visible.said)
SOURCES = (PROFESSIONS, TOPICS, COLUMNISTS, MEMBERS, COLUMNS, COMMENTS)
