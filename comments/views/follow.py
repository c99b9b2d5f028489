"""Following a discussion or a thread of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page

from accounts.gone import Gone
from accounts.requests import MemberRequest
from comments import following
from comments.getters import comment_in_place, page_to_join
from comments.models import Comment, Discussion, Follow
from comments.models.discussion import source_of
from comments.returning import back, members_only


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
    return back(request, reverse("inbox"))
