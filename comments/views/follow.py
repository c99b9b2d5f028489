"""Following a discussion or a thread of it, and the list of what one follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from accounts.gone import Gone
from accounts.requests import MemberRequest
from comments import following
from comments.getters import comment_in_place, may_see, page_to_join
from comments.models import Comment, Discussion, Follow
from comments.models.discussion import source_of
from comments.returning import back, members_only

ON_A_PAGE = 50


@never_cache
@login_required
@require_safe
def followed(request: MemberRequest) -> HttpResponse:
    page = Paginator(following.follows_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "comments/followed.html", {"page": page, "readable": _readable(request, list(page.object_list))})


@require_POST
@members_only
def follow(request: MemberRequest, page_id: int) -> HttpResponse:
    page = page_to_join(request, page_id)
    if not page.live:
        raise Gone(_("This column is no longer published."))
    return _follow(request, Discussion.for_writing(page), None, f"{page.get_url(request)}#talk")


@require_POST
@members_only
def unfollow(request: MemberRequest, page_id: int) -> HttpResponse:
    """Whether or not the page can still be read."""
    page = source_of(get_object_or_404(Page, pk=page_id))
    Follow.objects.filter(member=request.user, discussion__page=page, thread=None).delete()
    return _no_longer(request)


@require_POST
@members_only
def follow_thread(request: MemberRequest, number: int) -> HttpResponse:
    """The number of any comment in it."""
    comment = comment_in_place(request, number)
    thread = Comment.objects.get(pk=comment.root_id) if comment.root_id else comment
    return _follow(request, comment.discussion, thread, comment.get_absolute_url())


@require_POST
@members_only
def unfollow_thread(request: MemberRequest, number: int) -> HttpResponse:
    comment = get_object_or_404(Comment, pk=number)
    Follow.objects.filter(member=request.user, thread=comment.root_id or comment.pk).delete()
    return _no_longer(request)


def _follow(request: MemberRequest, discussion: Discussion, thread: Comment | None, place: str) -> HttpResponse:
    try:
        following.follow(request.user, discussion, thread)
    except following.TooManyFollows:
        most = following.MOST
        messages.error(
            request, _("You can follow up to %(most)s discussions and threads. Please stop following one first.") % {"most": most}
        )
    else:
        messages.success(request, _("You will be told of new comments in your inbox and by mail."))
    return back(request, place)


def _no_longer(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("You will no longer be told of new comments there."))
    return back(request, reverse("comments:followed"))


def _readable(request: MemberRequest, follows: list[Follow]) -> set[int]:
    """The ids of those pages among the followed that can be read: live, and not restricted to others since."""
    pages = {follow.discussion.page_id: follow.discussion.page for follow in follows if follow.discussion.page.live}
    public = set(Page.objects.public().filter(pk__in=pages).values_list("pk", flat=True))
    return {number for number, page in pages.items() if number in public or may_see(request, page)}
