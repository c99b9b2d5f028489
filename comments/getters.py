"""Getters that know who asks: a view holds only what its reader may touch."""

from django.db.models import BigIntegerField, Exists, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from wagtail.models import Page, PageViewRestriction

from accounts.gone import Gone
from accounts.prepared import Prepared
from comments.models import Comment, Decision
from comments.models.discussion import holds_discussion

# What is asked of a page that is spoken on, and of its discussion; the rest is read if it is needed.
READ = (
    "path",
    "depth",
    "content_type",
    "live",
    "alias_of",
    "title",
    "url_path",
    "discussion__page",
    "discussion__closed_at",
    "discussion__held_by_moderators",
    "discussion__guard",
    "discussion__guarded_until",
)


def page_to_join(request: HttpRequest, page_id: int) -> Page:
    """A page that readers may comment on, published or not. Raises Http404 for what was never public, or is not for this reader."""
    for page in _once_published(page_id) if page_id <= BigIntegerField.MAX_BIGINT else []:
        if holds_discussion(page) and (not page.may_be_restricted or may_see(request, page)):
            return page
    raise Http404


def _with_discussion(number: int) -> QuerySet[Page]:
    """With its discussion, and with whether any page of the site is restricted: most sites restrict none."""
    pages = Page.objects.filter(pk=number, first_published_at__isnull=False).select_related("discussion").order_by()
    return pages.only(*READ).annotate(may_be_restricted=Exists(PageViewRestriction.objects.all()))


_once_published: Prepared[Page] = Prepared(_with_discussion, int, by_key=True)


def comment_in_place(request: HttpRequest, number: int) -> Comment:
    """A comment that has a place for this reader. Raises Http404, or Gone where its page is no longer published."""
    comment = Comment.objects.in_place(request.user).for_display().select_related("discussion__page").filter(pk=number).first()
    if comment is None or not may_see(request, comment.discussion.page):
        raise Http404
    if not comment.discussion.page.live:
        raise Gone(gettext("This column is no longer published."), page=comment.discussion.page_id)
    return comment


def public_comment(request: HttpRequest, number: int) -> Comment:
    """A comment that can be answered or reported. Raises Gone where it was taken away a moment ago."""
    comment = comment_in_place(request, number)
    if not comment.is_public:
        raise Gone(gettext("This comment is no longer here."))
    return comment


def own_comment(request: HttpRequest, number: int) -> Comment:
    """The reader's own comment, whatever its state. Raises Http404 for anybody else's."""
    comment = Comment.objects.for_display().select_related("discussion__page").filter(pk=number, author_id=request.user.pk).first()
    if comment is None:
        raise Http404
    return comment


def own_decision(request: HttpRequest, number: int) -> Decision:
    """A decision that concerns the reader, with what its page reads. Raises Http404 for anybody else's."""
    read = Decision.objects.select_related("rule", "text", "comment__discussion__page", "earlier__text", "earlier__rule")
    decision = read.filter(number=number).first()
    if decision is None or decision.concerned != request.user.pk:
        raise Http404
    return decision


def may_see(request: HttpRequest, page: Page) -> bool:
    """Whether Wagtail's view restrictions let this reader see the page."""
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
