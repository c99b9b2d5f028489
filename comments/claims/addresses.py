"""What an address that somebody typed leads to: a comment, or a page that readers discuss."""

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.gone import Gone
from accounts.letters import without_language
from accounts.text import row_number
from comments.getters import may_see
from comments.models import Claim, Comment, Discussion
from comments.models.discussion import holds_discussion

COMMENT = re.compile(r"^/comments/(\d+)/")
SHORT = re.compile(r"^/c/(\d+)/$")
ANCHOR = re.compile(r"^comment-(\d+)$")
NOT_OURS = ValidationError(_("This address is not one of this site. Please copy it from the browser, or from ‘Link’ below the comment."))
NOTHING = ValidationError(_("At this address there is neither a comment nor a column."))
NOT_HERE = ValidationError(_("What stood at this address can no longer be seen by anybody, so there is nothing to hide."))


def find(request: HttpRequest, address: str) -> Comment | Page:
    """Raises ValidationError, which says why there is nothing to ask for."""
    try:
        parts = urlsplit(address if "://" in address or address.startswith("/") else f"https://{address}")
    except ValueError:
        raise NOT_OURS
    if parts.netloc and parts.netloc.lower() not in (urlsplit(settings.BASE_URL).netloc, request.get_host()):
        raise NOT_OURS
    path = without_language(unquote(parts.path))
    named = ANCHOR.match(parts.fragment) or COMMENT.match(path)
    if named:
        return _comment(request, row_number(named[1]))
    short = SHORT.match(path)
    return _checked(request, Page.objects.filter(pk=row_number(short[1])).first() if short else _page_at(request, path))


def _comment(request: HttpRequest, number: int) -> Comment:
    comment = Comment.objects.for_display().select_related("discussion__page").filter(pk=number).first()
    if comment is None or not may_see(request, comment.discussion.page) or not comment.was_public:
        raise NOTHING
    if not comment.is_public or not comment.discussion.page.live:
        raise NOT_HERE
    return comment


def _page_at(request: HttpRequest, path: str) -> Page | None:
    try:
        return Page.find_for_request(request, path)
    except Gone:
        raise NOT_HERE
    except Http404:
        return None


def _checked(request: HttpRequest, page: Page | None) -> Page:
    if page is None or not holds_discussion(page) or not may_see(request, page):
        raise NOTHING
    if not page.live:
        raise NOT_HERE if page.first_published_at else NOTHING
    return page


def is_still_there(claim: Claim) -> bool:
    """Whether what a claim is about can be seen by anybody."""
    return claim.place.page.live and (claim.comment is None or claim.comment.is_public)


def subject(about: Comment | Page) -> dict[str, Comment | Discussion]:
    """As a claim names it."""
    return {"comment": about} if isinstance(about, Comment) else {"discussion": Discussion.for_writing(about)}
