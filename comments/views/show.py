"""Permanent links: to a comment in its place, and to a thread of its own."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comments.asking import TOP
from comments.first_page import REPLIES_SHOWN, THREADS_A_PAGE
from comments.following import of as follows_of
from comments.getters import comment_in_place
from comments.listing import beyond, own_waiting, thread_page
from comments.models import Comment
from comments.pages import may_disagree, paragraphs_of
from comments.passages import Paragraphs
from comments.picking import picks_in
from comments.showing import show_nodes


@require_safe
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Goes to the comment in its place, however far down."""
    comment = comment_in_place(request, number)
    return redirect(f"{place(request, comment)}#{comment.anchor}")


@require_safe
def thread(request: HttpRequest, number: int) -> HttpResponse:
    """A thread by itself, so many replies at a time; a reply's number leads to its thread."""
    comment = comment_in_place(request, number)
    if comment.root_id:
        return redirect(f"{reverse('comments:thread', args=[comment.root_id])}?at={comment.pk}#{comment.anchor}")
    after, at = request.GET.get("after", ""), request.GET.get("at", "")
    part = thread_page(comment, request.user, after=after, at=at, goes_on=_goes_on_elsewhere(request))
    page, talk = comment.discussion.page, comment.discussion
    show_nodes(request.user, [part.node], Paragraphs(paragraphs_of(page)))
    around = {
        "page": page,
        "discussion": talk,
        "page_path": page.get_url(request),
        "may_disagree": may_disagree(),
        "picks": picks_in(talk),
        "follows": follows_of(request.user, talk),
    }
    return render(request, "comments/thread.html", {**around, "part": part, "nodes": [part.node], "following": part.following})


def _goes_on_elsewhere(request: HttpRequest) -> bool:
    """Whether script puts the answer below the first replies on the column's page."""
    return urlsplit(request.headers.get("HX-Current-URL", request.path)).path != request.path


def place(request: HttpRequest, comment: Comment) -> str:
    """The address whose answer holds the comment: the page, the page from a certain comment on, or the thread by itself."""
    root_id = comment.root_id or comment.pk
    root = comment if comment.root_id is None else Comment.objects.get(pk=root_id)
    if comment.root_id and _is_far_down(comment, request):
        return f"{reverse('comments:thread', args=[root_id])}?at={comment.pk}"
    url = comment.discussion.page.get_url(request)
    if not root.was_public:  # only its author gets here; it stands above the page for a while
        return url if root in own_waiting(comment.discussion, request.user) else reverse("comments:thread", args=[root_id])
    before = Comment.objects.on(comment.discussion).filter(beyond(root, TOP, ahead=True), parent=None).in_place()
    return url if before[:THREADS_A_PAGE].count() < THREADS_A_PAGE else f"{url}?at={root_id}"


def _is_far_down(reply: Comment, request: HttpRequest) -> bool:
    """Whether the reply is beyond those shown on the page."""
    before = Comment.objects.filter(root_id=reply.root_id, pk__lt=reply.pk).in_place()
    return before[:REPLIES_SHOWN].count() >= REPLIES_SHOWN
