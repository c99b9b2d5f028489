"""Who may do what at the desk: getters that know who asks. Wagtail answers PermissionDenied with its own page and message."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from accounts.models import User
from comments.models import Comment
from comments.models.discussion import holds_discussion, source_of

MODERATE = "comments.moderate_comment"
CLOSE = "comments.close_discussion"
View = Callable[..., HttpResponse]
# Three levels up, each with what a comment's line reads, in one query.
ABOVE = ("parent", "parent__parent", "parent__parent__parent")


def moderators_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(MODERATE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def comment_to_decide(user: User, number: int) -> Comment:
    """Any comment, with its page, its author and three comments above it. Raises PermissionDenied, Http404."""
    if not user.has_perm(MODERATE):
        raise PermissionDenied
    worn = [f"{path}__{key}" for path in ABOVE for key in ("author", "profession", "credential")]
    return get_object_or_404(Comment.objects.for_display().select_related("discussion__page", *worn), pk=number)


def page_to_close(user: User, page_id: int) -> Page:
    """The page whose discussion is meant (an alias stands for its source). Raises PermissionDenied, Http404."""
    if not user.has_perm(CLOSE):
        raise PermissionDenied
    page = source_of(get_object_or_404(Page, pk=page_id))
    if not holds_discussion(page):
        raise Http404
    return page


def may_close(user: User, page: Page) -> bool:
    return user.has_perm(CLOSE) and holds_discussion(page)
