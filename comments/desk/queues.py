"""What lies on the desk: three queues, and all comments, each bounded, each a fixed number of queries however long it is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared
from comments.models import Action, Comment, Decision, Handling, Report, Rule, State
from comments.models.comment import CommentQuerySet
from comments.screening import reasons as held

from .ages import PROMISED, REPORTS_OWED, Age, time_left
from .limits import within
from .lines import in_lines, outcome, reasons
from .narrowing import Narrowing

MOST = 1000  # further back nobody looks: a queue is worked off from its front, and counting beyond says nothing
A_PAGE = 25


@dataclass(frozen=True)
class Item:
    comment: Comment
    why: str
    age: Age


class Queue(ABC):
    """One moderator's view of what lies there; that of somebody who may decide on everything where no moderator is named.

    `place` is a comment's position, from 0, None where it is not in it.
    """

    key: str
    label: Any
    dated = "created_at"  # since when it lies there
    owed = PROMISED  # within which it is to be answered
    path = ""  # from what is listed to the comment
    stays = False  # after a decision: stay with the comment (True) or go on to the next item
    every_why: Any = _("Why: all")  # what choosing none of the `whys` is called

    def __init__(self, moderator: User | None, narrowing: Narrowing | None = None) -> None:
        self.moderator, self.narrowing = moderator, narrowing or Narrowing()

    @property
    def is_owed(self) -> bool:
        """Whether what lies there waits for an answer, and so may be late."""
        return not self.stays

    def mine(self) -> Q:
        """What this moderator may decide on, as a condition on what is listed."""
        return within(self.moderator, f"{self.path}discussion__page") if self.moderator else Q()

    @cached_property
    def total(self) -> int:
        """How many there are, up to MOST."""
        return self.all[:MOST].count()

    @property
    def all(self) -> QuerySet[Any]:
        wanted = self.narrowing.of_comments(self.path) & self.narrowing.of_times(self.dated, self.owed)
        return self.of(wanted & self.because(self.narrowing.why) if self.narrowing.why else wanted)

    def late(self, since: datetime) -> QuerySet[Any]:
        """What has been here since before then."""
        return self.of(Q(**{f"{self.dated}__lt": since}))

    @abstractmethod
    def of(self, wanted: Q) -> QuerySet[Any]:
        """What is listed, as far as it is `wanted`, in its order."""

    @abstractmethod
    def because(self, why: str) -> Q: ...

    @abstractmethod
    def items(self, found: list[Any]) -> list[Item]: ...

    @abstractmethod
    def place(self, comment: Comment) -> int | None: ...

    @abstractmethod
    def whys(self) -> tuple[tuple[str, str], ...]:
        """Why things can be here: what the list may be narrowed to, and how that is called."""

    def rows(self, start: int, stop: int) -> list[Item]:
        return self.items(list(self.all[start:stop]))

    def next_at(self, place: int | None) -> Comment | None:
        """What stands at `place` now that its item has gone, or the oldest where nothing does; not what another has in hand."""
        free = self.free()
        found = (list(free[place : place + 1]) if place is not None else []) or list(free[:1])
        return self.items(found)[0].comment if found else None

    def free(self) -> QuerySet[Any]:
        return self.all


class Waiting(Queue):
    key, label = "waiting", _("Awaiting review")

    def of(self, wanted: Q) -> CommentQuerySet:
        return in_lines(Comment.objects.waiting().filter(self.mine(), wanted)).order_by("created_at", "pk")

    def because(self, why: str) -> Q:
        return Q(held_because="" if why == "other" else why)

    def rows(self, start: int, stop: int) -> list[Item]:
        is_plain = not self.narrowing and self.mine() == Q()
        return self.items(_page_of_waiting(start, stop)()) if is_plain else super().rows(start, stop)

    def free(self) -> QuerySet[Any]:
        return self.all.exclude(pk__in=Handling.objects.of_others(self.moderator).values("comment"))

    def items(self, found: list[Comment]) -> list[Item]:
        why = dict(held.named(get_language()))
        return [Item(one, why.get(one.held_because, why["other"]), time_left(one.created_at)) for one in found]

    def place(self, comment: Comment) -> int | None:
        if comment.state != State.PENDING:
            return None
        before = Q(created_at__lt=comment.created_at) | Q(created_at=comment.created_at, pk__lt=comment.pk)
        return self.all.filter(before)[:MOST].count()

    def whys(self) -> tuple[tuple[str, str], ...]:
        return held.named(get_language())


class Reported(Queue):
    """Public comments with open reports, the longest reported first: each stands where the first of its reports does."""

    key, label, path, owed = "reported", _("Reported"), "comment__", REPORTS_OWED

    def of(self, wanted: Q) -> QuerySet[Report]:
        before = Q(created_at__lt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__lt=OuterRef("pk"))
        first = Report.objects.open().filter(self.mine(), wanted, comment__state=State.PUBLISHED)
        return first.exclude(Exists(self._alongside().filter(before))).order_by("created_at", "pk")

    def because(self, why: str) -> Q:
        return Q(Exists(self._alongside().filter(rule__key=why)))

    def _alongside(self) -> QuerySet[Report]:
        """The open reports of the same comment."""
        return Report.objects.open().filter(comment=OuterRef("comment"))

    def free(self) -> QuerySet[Report]:
        return self.all.exclude(comment__in=Handling.objects.of_others(self.moderator).values("comment"))

    def items(self, found: list[Report]) -> list[Item]:
        comments = in_lines(Comment.objects.all()).in_bulk([report.comment_id for report in found])
        why = reasons(comments)
        return [Item(comments[one.comment_id], why[one.comment_id], time_left(one.created_at, REPORTS_OWED)) for one in found]

    def place(self, comment: Comment) -> int | None:
        own = self.all.filter(comment=comment).first()
        if own is None:
            return None
        before = Q(created_at__lt=own.created_at) | Q(created_at=own.created_at, pk__lt=own.pk)
        return self.all.filter(before)[:MOST].count()

    def whys(self) -> tuple[tuple[str, str], ...]:
        return tuple((rule.key, rule.label) for rule in Rule.objects.filter(is_current=True))


class Done(Queue):
    """Decisions on comments, the newest first."""

    key, label, path, dated, stays = "done", _("Decided"), "comment__", "made_at", True
    every_why = _("Decisions: all")

    def of(self, wanted: Q) -> QuerySet[Decision]:
        return Decision.objects.filter(self.mine(), wanted, comment__isnull=False).select_related("rule").order_by("-number")

    def because(self, why: str) -> Q:
        return Q(action=why)

    def items(self, found: list[Decision]) -> list[Item]:
        comments = in_lines(Comment.objects.all()).in_bulk([one.comment_id for one in found])
        return [
            Item(comments[one.comment_id], outcome(one), Age(date_format(localtime(one.made_at), "SHORT_DATETIME_FORMAT"))) for one in found
        ]

    def place(self, comment: Comment) -> int | None:
        newest = self.all.filter(comment=comment).values_list("number", flat=True).first()
        return None if newest is None else self.all.filter(number__gt=newest)[:MOST].count()

    def whys(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(key), str(label)) for key, label in Action.choices)


class Every(Queue):
    """All comments, in whatever state they are, the newest first: what moderators look something up in."""

    key, label, stays = "every", _("All comments"), True
    every_why = _("States: all")

    def of(self, wanted: Q) -> CommentQuerySet:
        return in_lines(Comment.objects.filter(self.mine(), wanted)).order_by("-created_at", "-pk")

    def because(self, why: str) -> Q:
        return Q(state=why)

    def items(self, found: list[Comment]) -> list[Item]:
        return [Item(one, one.get_state_display(), Age(date_format(localtime(one.created_at), "SHORT_DATETIME_FORMAT"))) for one in found]

    def place(self, comment: Comment) -> int | None:
        after = Q(created_at__gt=comment.created_at) | Q(created_at=comment.created_at, pk__gt=comment.pk)
        return self.all.filter(after)[:MOST].count()

    def whys(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(key), str(label)) for key, label in State.choices)


QUEUES: dict[str, type[Queue]] = {queue.key: queue for queue in (Reported, Waiting, Done, Every)}


@lru_cache(MOST // A_PAGE)
def _page_of_waiting(start: int, stop: int) -> Prepared[Comment]:
    return Prepared(lambda: Waiting(None).all[start:stop], by_key=True)  # it takes no values: its plan is the same each time


def queue_of(tab: str, moderator: User, narrowing: Narrowing | None = None) -> Queue:
    if tab not in QUEUES:
        raise Http404
    return QUEUES[tab](moderator, narrowing)
