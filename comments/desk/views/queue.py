"""The desk: a queue, one of its comments with everything that bears on it, and its author."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from comments.desk.access import comment_to_decide, moderators_only
from comments.desk.forms import DecisionForm
from comments.desk.hearing import Hearing
from comments.desk.queues import QUEUES, Queue, queue_of
from comments.models import Comment, Rule

A_PAGE = 25


@require_safe
@moderators_only
def first(request: HttpRequest) -> HttpResponse:
    """To what waits; to what was reported where nothing waits."""
    waiting, reported = QUEUES["waiting"], QUEUES["reported"]
    return redirect("comments_desk:queue", reported.key if not waiting.count() and reported.count() else waiting.key)


@require_safe
@moderators_only
def queue(request: HttpRequest, tab: str) -> HttpResponse:
    """One page of a queue; its first comment is laid out beside it where there is room."""
    line = queue_of(tab)
    page = Listing(line).page(request.GET.get("page"))
    comment = comment_to_decide(cast(User, request.user), page.items[0].comment.pk) if page.items else None
    return desk(request, line, page, comment, opened=False)


@require_safe
@moderators_only
def case(request: HttpRequest, tab: str, number: int) -> HttpResponse:
    comment = comment_to_decide(cast(User, request.user), number)
    return lay_out(request, queue_of(tab), comment)


def lay_out(request: HttpRequest, line: Queue, comment: Comment, form: DecisionForm | None = None, status: int = 200) -> HttpResponse:
    """The desk with `comment` before the moderator, and the page of the queue on which it stands."""
    return desk(request, line, Listing(line).page_with(comment), comment, form, status=status)


class Listing:
    """A queue in pages of 25."""

    def __init__(self, line: Queue) -> None:
        self.line = line
        self.total = line.count()
        self.items: list[Any] = []

    def page(self, number: str | int | None) -> "Listing":
        self.shown = Paginator(range(self.total), A_PAGE).get_page(number)
        start = (self.shown.number - 1) * A_PAGE
        self.items = self.line.rows(start, start + A_PAGE)
        return self

    def page_with(self, comment: Comment) -> "Listing":
        return self.page((self.line.place(comment) or 0) // A_PAGE + 1)


def desk(
    request: HttpRequest,
    line: Queue,
    listing: Listing,
    comment: Comment | None,
    form: DecisionForm | None = None,
    *,
    opened: bool = True,
    status: int = 200,
) -> HttpResponse:
    """`opened`: the moderator asked for this comment; on a narrow screen it then stands alone, and the queue otherwise."""
    hearing = Hearing(comment, cast(User, request.user)) if comment else None
    if hearing and form is None:
        form = DecisionForm(initial={"seen": hearing.seen, "edition": hearing.comment.edition, "tab": line.key})
    numbers = {line.key: listing.total}
    tabs = [(one.key, one.label, numbers[one.key] if one.key in numbers else one.count()) for one in QUEUES.values()]
    context = {
        "line": line,
        "tabs": tabs,
        "listing": listing,
        "hearing": hearing,
        "comment": comment,
        "form": form,
        "opened": opened,
        "rules": Rule.objects.filter(is_current=True),
    }
    return render(request, "comments/desk/desk.html", context, status=status)
