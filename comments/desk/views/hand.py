"""Having a comment in hand, so that nobody else works on it meanwhile."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from comments.desk.access import comment_of_another, comment_to_decide, moderators_only
from comments.desk.queues import QUEUES
from comments.models import Handling


@require_POST
@moderators_only
def take(request: HttpRequest, number: int) -> HttpResponse:
    return _take(request, number, over=False)


@require_POST
@moderators_only
def take_over(request: HttpRequest, number: int) -> HttpResponse:
    """From another moderator, knowingly."""
    return _take(request, number, over=True)


@require_POST
@moderators_only
def lay_down(request: HttpRequest, number: int) -> HttpResponse:
    comment = comment_to_decide(cast(User, request.user), number)
    Handling.lay_down(comment, cast(User, request.user))
    return _back(request, number)


def _take(request: HttpRequest, number: int, *, over: bool) -> HttpResponse:
    comment = comment_of_another(cast(User, request.user), number)
    if not Handling.take(comment, cast(User, request.user), over=over):
        messages.warning(request, _("Somebody else has this comment in hand."))
    return _back(request, number)


def _back(request: HttpRequest, number: int) -> HttpResponse:
    tab = request.POST.get("tab", "")
    return redirect("comments_desk:case", tab if tab in QUEUES else "waiting", number)
