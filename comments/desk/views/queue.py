"""The desk: a queue, one of its comments with everything that bears on it, and its author."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import User
from comments.desk import undone
from comments.desk.access import comment_to_decide, moderators_only
from comments.desk.asked import HANDS, RULES, padded
from comments.desk.counts import counts_of
from comments.desk.drawing import draw
from comments.desk.forms import DecisionForm
from comments.desk.hearing import Hearing
from comments.desk.lines import chosen
from comments.desk.narrowing import Narrowing
from comments.desk.pace import pace_of
from comments.desk.queues import A_PAGE, Item, Queue, queue_of
from comments.desk.verbs import in_bulk
from comments.models import Comment, Handling


def line_for(request: HttpRequest, tab: str) -> Queue:
    """The queue as the address narrows it, for whoever asks."""
    return queue_of(tab, cast(User, request.user), Narrowing.read(request.GET))


@require_safe
@moderators_only
def first(request: HttpRequest) -> HttpResponse:
    """To what waits; to what was reported where nothing waits."""
    counts = counts_of(cast(User, request.user))
    return redirect("comments_desk:queue", "reported" if not counts["waiting"] and counts["reported"] else "waiting")


@require_safe
@moderators_only
def queue(request: HttpRequest, tab: str) -> HttpResponse:
    """One page of a queue. Where there is room beside it, a script fetches its first comment (`beside`); a narrow screen asks for none."""
    line = line_for(request, tab)
    return desk(request, line, Listing(line).page(request.GET.get("page")))


@require_safe
@moderators_only
def beside(request: HttpRequest, tab: str, number: int) -> HttpResponse:
    """The panes beside the queue alone: a comment with everything that bears on it, and its author."""
    comment = comment_to_decide(cast(User, request.user), number)
    line = line_for(request, tab)
    hand = HANDS(timezone.now(), *padded([number]))
    context = {**around(request, line), **laid_out(request, line, comment), "page": request.GET.get("page"), "hand": next(iter(hand), None)}
    return render(request, "comments/desk/includes/beside.html", context)


@require_safe
@moderators_only
def case(request: HttpRequest, tab: str, number: int) -> HttpResponse:
    comment = comment_to_decide(cast(User, request.user), number)
    return lay_out(request, line_for(request, tab), comment)


def lay_out(request: HttpRequest, line: Queue, comment: Comment, form: DecisionForm | None = None, status: int = 200) -> HttpResponse:
    """The desk with `comment` before the moderator, and the page of the queue on which it stands."""
    return desk(request, line, Listing(line).page_with(comment), comment, form, status=status)


class Listing:
    """A queue in pages of 25."""

    def __init__(self, line: Queue) -> None:
        self.line = line
        self.items: list[Item] = []

    def page(self, number: str | int | None) -> "Listing":
        known = {} if self.line.narrowing or not self.line.moderator else counts_of(self.line.moderator)
        total = known.get(self.line.key)
        if total is None:
            total = self.line.total
        self.shown = Paginator(range(total), A_PAGE).get_page(number)
        start = (self.shown.number - 1) * A_PAGE
        self.items = self.line.rows(start, start + A_PAGE)
        return self

    def page_with(self, comment: Comment) -> "Listing":
        return self.page((self.line.place(comment) or 0) // A_PAGE + 1)

    @cached_property
    def hands(self) -> dict[int, Handling]:
        """Which of them somebody has in hand."""
        numbers = padded([item.comment.pk for item in self.items])
        return {hand.comment_id: hand for hand in HANDS(timezone.now(), *numbers)} if self.items else {}

    def hand_on(self, comment: Comment | None) -> Handling | None:
        """Also where the comment does not lie in this queue any more."""
        if comment is None or any(item.comment.pk == comment.pk for item in self.items):
            return self.hands.get(comment.pk) if comment else None
        return Handling.objects.now().select_related("moderator").filter(comment=comment).first()

    def drawn(self, current: Comment | None) -> Iterator[SafeString]:
        """A line for each item; where several can be decided on at once, with what a form sends for it."""
        tab, query, language = self.line.key, self.line.narrowing.query, get_language() or ""
        several = bool(in_bulk(tab))
        for item in self.items:
            one = item.comment
            choice = chosen(one) if several else ""
            yield draw(item, tab, query, language=language, chosen=choice, hand=self.hands.get(one.pk), current=current)


def desk(
    request: HttpRequest,
    line: Queue,
    listing: Listing,
    comment: Comment | None = None,
    form: DecisionForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """With `comment` before the moderator, if there is one: on a narrow screen it then stands alone, and the queue otherwise."""
    context = {
        **around(request, line),
        "listing": listing,
        "page": listing.shown.number,
        "drawn": listing.drawn(comment),
        "hand": listing.hand_on(comment),
        "bulk_verbs": in_bulk(line.key),
        "late": counts_of(cast(User, request.user)).get(f"{line.key}_late", 0),
        "pace": pace_of(line.key),
        "undoable": undone.seconds_left(request),
        **(laid_out(request, line, comment, form) if comment else {}),
    }
    return render(request, "comments/desk/desk.html", context, status=status)


def around(request: HttpRequest, line: Queue) -> dict[str, Any]:
    return {"line": line, "narrowing": line.narrowing, "tab": line.key}


def laid_out(request: HttpRequest, line: Queue, comment: Comment, form: DecisionForm | None = None) -> dict[str, Any]:
    """What the panes beside the queue show."""
    hearing = Hearing(comment, cast(User, request.user))
    again = hearing.taken_back
    words = {"rule": again.rule_id, "reason": again.reason, "facts": again.facts} if again else {}
    form = form or DecisionForm(initial={**words, "seen": hearing.seen, "edition": hearing.comment.edition, "tab": line.key})
    return {"hearing": hearing, "comment": comment, "form": form, "rules": RULES()}
