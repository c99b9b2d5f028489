"""Who may do what at the desk: getters that know who asks. Wagtail answers PermissionDenied with its own page and message."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from accounts.models import User
from comments.models import Appeal, Comment, Decision, Rule, Sanction
from comments.models.discussion import holds_discussion, source_of
from comments.picking import PICK

from .asked import COMMENT, with_what_bears_on_it
from .limits import may_decide_on, pages_of, within

MODERATE = "comments.moderate_comment"
CLOSE = "comments.close_discussion"
CORRECT = "comments.correct_decision"
WRITE_RULES = "comments.change_rule"
View = Callable[..., HttpResponse]
LARGEST_KEY = 2**63 - 1  # an address may hold a larger number, a database does not


def moderators_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(MODERATE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def comment_of_another(user: User, number: int) -> Comment:
    """As `comment_to_decide`, but not one's own: on that others work undisturbed. Raises PermissionDenied, Http404."""
    comment = comment_to_decide(user, number)
    if comment.author_id == user.pk:
        raise PermissionDenied
    return comment


def comment_to_decide(user: User, number: int) -> Comment:
    """Any comment, with its page, its author and three comments above it. Raises PermissionDenied, Http404."""
    if not user.has_perm(MODERATE):
        raise PermissionDenied
    if pages_of(user) is not None:
        return get_object_or_404(with_what_bears_on_it().filter(within(user)), pk=number)
    found = COMMENT(number) if number <= LARGEST_KEY else []
    if not found:
        raise Http404
    return found[0]


def comments_to_decide(user: User, numbers: list[int]) -> list[Comment]:
    """Those of these comments that there are, in the order of the numbers. Raises PermissionDenied."""
    if not user.has_perm(MODERATE):
        raise PermissionDenied
    found = Comment.objects.filter(within(user)).for_display().select_related("discussion__page").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def appeal_to_answer(user: User, number: int) -> Appeal:
    """An appeal within the moderator's limits, with what it contests, and the comment as `comment_to_decide` gives it. Raises PermissionDenied, Http404."""
    if not user.has_perm(MODERATE):
        raise PermissionDenied
    read = Appeal.objects.for_display().select_related("decision__actor", "decision__text", "appealed__discussion__page")
    appeal = get_object_or_404(read.filter(within(user, "appealed__discussion__page")), pk=number)
    if appeal.appealed.comment_id:
        appeal.appealed.comment = comment_to_decide(user, appeal.appealed.comment_id)
    return appeal


def member_to_judge(user: User, number: int) -> User:
    """Any member who has not left for good. Raises PermissionDenied, Http404."""
    if not user.has_perm(MODERATE):
        raise PermissionDenied
    member = get_object_or_404(User.objects.select_related("profession__shown_as"), pk=number)
    if member.is_erased:
        raise Http404
    return member


def sanction_to_lift(user: User, number: int) -> Sanction:
    """Any sanction, with its member and its decision. Raises PermissionDenied, Http404."""
    if not user.has_perm(MODERATE):
        raise PermissionDenied
    return get_object_or_404(Sanction.objects.select_related("member", "decision"), pk=number)


def comment_to_pick(user: User, number: int) -> Comment:
    """A comment that is or was public, with its page and its author. Raises PermissionDenied, Http404."""
    if not user.has_perm(PICK):
        raise PermissionDenied
    seen = Comment.objects.in_place().for_display().select_related("discussion__page")
    return get_object_or_404(seen, pk=number)


def page_to_close(user: User, page_id: int) -> Page:
    """The page whose discussion is meant (an alias stands for its source). Raises PermissionDenied, Http404."""
    if not user.has_perm(CLOSE):
        raise PermissionDenied
    return _page_within(user, page_id)


def page_to_hold(user: User, page_id: int) -> Page:
    """As `page_to_close`, for those who then have to read what is held. Raises PermissionDenied, Http404."""
    if not user.has_perm(MODERATE):
        raise PermissionDenied
    return _page_within(user, page_id)


def _page_within(user: User, page_id: int) -> Page:
    page = source_of(get_object_or_404(Page, pk=page_id))
    if not holds_discussion(page) or not may_decide_on(user, page):
        raise Http404
    return page


def entry_to_correct(user: User, number: int) -> Decision:
    """A row of the ledger. Raises PermissionDenied, Http404."""
    if not user.has_perm(CORRECT):
        raise PermissionDenied
    rows = Decision.objects.select_related("rule", "text", "actor", "member", "discussion", "comment__author", "comment__discussion")
    return get_object_or_404(rows, number=number)


def writers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(WRITE_RULES):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def rule_to_write(user: User, pk: int) -> Rule:
    """Raises PermissionDenied, Http404."""
    if not user.has_perm(WRITE_RULES):
        raise PermissionDenied
    return get_object_or_404(Rule, pk=pk)


def may_close(user: User, page: Page) -> bool:
    return user.has_perm(CLOSE) and holds_discussion(page)
