"""What lies on the desk: three queues, each bounded, each a fixed number of queries however long it is."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Decision, Report, Rule, State
from comments.models.comment import CommentQuerySet

from .ages import Age, time_left, time_since

HELD = {"newcomer": _("First comment of a new member"), "edited": _("Changed after it was approved"), "": _("Held for review")}


@dataclass(frozen=True)
class Item:
    comment: Comment
    why: str
    age: Age


class Queue(ABC):
    """`place` is a comment's position in the queue, from 0, None where it is not in it. `rows` gives the items from one position to another."""

    key: str
    label: Any
    stays = False  # after a decision: stay with the comment (True) or go on to the next item

    @abstractmethod
    def count(self) -> int: ...

    @abstractmethod
    def rows(self, start: int, stop: int) -> list[Item]: ...

    @abstractmethod
    def place(self, comment: Comment) -> int | None: ...

    def next_at(self, place: int | None) -> Comment | None:
        """What stands at `place` now that its item has gone; the oldest where nothing does."""
        items = (self.rows(place, place + 1) if place is not None else []) or self.rows(0, 1)
        return items[0].comment if items else None


class Waiting(Queue):
    key, label = "waiting", _("Awaiting review")

    def _comments(self) -> CommentQuerySet:
        return Comment.objects.waiting().order_by("created_at", "pk")

    def count(self) -> int:
        return self._comments().count()

    def rows(self, start: int, stop: int) -> list[Item]:
        comments = self._comments().for_display()[start:stop]
        return [Item(one, str(HELD.get(one.held_because, HELD[""])), time_left(one.created_at)) for one in comments]

    def place(self, comment: Comment) -> int | None:
        if comment.state != State.PENDING:
            return None
        before = Q(created_at__lt=comment.created_at) | Q(created_at=comment.created_at, pk__lt=comment.pk)
        return self._comments().filter(before).count()


class Reported(Queue):
    key, label = "reported", _("Reported")

    def _groups(self) -> Any:
        """One row for each public comment with open reports, the longest reported first."""
        reports = Report.objects.open().filter(comment__state=State.PUBLISHED)
        return reports.values("comment_id").annotate(first=Min("created_at")).order_by("first", "comment_id")

    def count(self) -> int:
        return self._groups().count()

    def rows(self, start: int, stop: int) -> list[Item]:
        groups = list(self._groups()[start:stop])
        comments = Comment.objects.for_display().in_bulk([group["comment_id"] for group in groups])
        why = reasons(comments)
        return [Item(comments[group["comment_id"]], why[group["comment_id"]], time_since(group["first"])) for group in groups]

    def place(self, comment: Comment) -> int | None:
        own = self._groups().filter(comment_id=comment.pk).first()
        if own is None:
            return None
        return self._groups().filter(Q(first__lt=own["first"]) | Q(first=own["first"], comment_id__lt=comment.pk)).count()


class Done(Queue):
    """Decisions on comments, the newest first."""

    key, label, stays = "done", _("Decided"), True

    def _decisions(self) -> QuerySet[Decision]:
        return Decision.objects.filter(comment__isnull=False).order_by("-number")

    def count(self) -> int:
        return self._decisions().count()

    def rows(self, start: int, stop: int) -> list[Item]:
        decisions = list(self._decisions().select_related("rule")[start:stop])
        comments = Comment.objects.for_display().in_bulk([one.comment_id for one in decisions])
        return [
            Item(comments[one.comment_id], outcome(one), Age(date_format(localtime(one.made_at), "SHORT_DATETIME_FORMAT")))
            for one in decisions
        ]

    def place(self, comment: Comment) -> int | None:
        newest = self._decisions().filter(comment=comment).values_list("number", flat=True).first()
        return None if newest is None else self._decisions().filter(number__gt=newest).count()


QUEUES: dict[str, Queue] = {queue.key: queue for queue in (Waiting(), Reported(), Done())}


def queue_of(tab: str) -> Queue:
    if tab not in QUEUES:
        raise Http404
    return QUEUES[tab]


def reasons(comment_ids: Iterable[int]) -> dict[int, str]:
    """For each comment the reasons of its open reports with their numbers, the commonest first."""
    counted = Report.objects.open().filter(comment_id__in=list(comment_ids)).values("comment_id", "rule_id").annotate(n=Count("pk"))
    rules = Rule.objects.in_bulk()
    said: dict[int, list[str]] = defaultdict(list)
    for row in counted.order_by("-n", "rule__order"):
        said[row["comment_id"]].append(f"{rules[row['rule_id']].label} {row['n']}")
    return defaultdict(str, {number: ", ".join(words) for number, words in said.items()})


def outcome(decision: Decision) -> str:
    """What was decided and by which rule."""
    words = decision.get_action_display()
    return f"{words} · {decision.rule.label}" if decision.rule else words
