"""Pages that people have spoken on are unpublished, not deleted: the comments are theirs, and the ledger speaks of them.

The keys (`Comment.discussion`, `Decision.discussion`, `Claim.discussion`: PROTECT) make deleting impossible; here it is caught before, and explained.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from treebeard.mp_tree import MP_NodeQuerySet
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from comments.models import Claim, Comment, Decision, Discussion

SHOWN = 20
A_QUERY = 100  # SQLite refuses expressions nested deeper than 1,000


def pages_spoken_on(pages: Iterable[Page]) -> list[Page]:
    """Those among the pages and everything below them that hold comments, decisions or claims; no more than can be shown (20)."""
    here = {"discussion": OuterRef("pk")}
    kept = Discussion.objects.filter(
        Exists(Comment.objects.filter(**here)) | Exists(Decision.objects.filter(**here)) | Exists(Claim.objects.filter(**here))
    )
    found: list[Page] = []
    highest = _highest(pages)
    for start in range(0, len(highest), A_QUERY):
        below = Q()
        for page in highest[start : start + A_QUERY]:
            below |= Q(page__path__startswith=page.path)
        found += [one.page for one in kept.filter(below).select_related("page").order_by("page__path")[: SHOWN - len(found)]]
        if len(found) >= SHOWN:
            break
    return found


def _highest(pages: Iterable[Page]) -> list[Page]:
    """Without those that lie below another of them."""
    highest: list[Page] = []
    for page in sorted(pages, key=lambda one: one.path):
        if not highest or not page.path.startswith(highest[-1].path):
            highest.append(page)
    return highest


def explain(request: HttpRequest, pages: list[Page]) -> HttpResponse:
    """Why nothing was deleted, with a way to unpublish each page instead. Nothing has changed when this is shown."""
    rows = [(page, page.live and page.permissions_for_user(request.user).can_unpublish()) for page in pages]
    status = 200 if request.method == "GET" else 409
    return render(request, "comments/desk/page_kept.html", {"rows": rows, "many": len(pages) >= SHOWN}, status=status)


def keep_tree_whole() -> None:
    """Makes deleting pages in code all or nothing.

    treebeard 5 lowers the parent's number of children, and Wagtail logs the deletion, before Django asks the keys; without a transaction
    around them a refused deletion leaves a parent that believes to be childless, and deleting that parent then leaves orphans.
    """
    MP_NodeQuerySet.delete = transaction.atomic(MP_NodeQuerySet.delete)
    DeletePageAction.execute = transaction.atomic(DeletePageAction.execute)


class KeptObjectsMiddleware:
    """The last line: a key that protects its row (a comment that came while a page was being deleted) is a sentence, not an error 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ProtectedError | RestrictedError) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        return explain(request, [])
