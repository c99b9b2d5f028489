"""All that a member follows, in one list, the newest first: professions, columnists, topics, discussions and threads."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, QuerySet, Value
from wagtail.models import Page as WagtailPage

from accounts.models import ProfessionFollow
from articles.models import AuthorFollow, TopicFollow
from comments.getters import may_see
from comments.models import Follow
from portal.following.kinds import KINDS

ON_A_PAGE = 50
DISCUSSIONS = "discussions"
ROWS: dict[str, QuerySet[Any]] = {
    "professions": ProfessionFollow.objects.select_related("profession__alias_of"),
    "people": AuthorFollow.objects.select_related("author"),
    "topics": TopicFollow.objects.select_related("topic"),
    DISCUSSIONS: Follow.objects.select_related("discussion__page", "thread__author"),
}


@dataclass(frozen=True)
class Followed:
    """`what` is a profession, a columnist or a topic, and `address` the end of its address; of a discussion it is the row itself."""

    kind: str
    what: Any
    address: str | int = ""
    is_readable: bool = True


def followed_by(request: Any, number: str | None) -> tuple[Page, list[Followed]]:
    """A page of the list, and what stands on it: at most one query for each kind, beside those for the page and for who may read what."""
    page = Paginator(_all_of(request.user), ON_A_PAGE).get_page(number)
    wanted: dict[str, list[int]] = {}
    for kind, pk, _when in page.object_list:
        wanted.setdefault(kind, []).append(pk)
    found = {kind: ROWS[kind].in_bulk(pks) for kind, pks in wanted.items()}
    readable = _readable(request, list(found.get(DISCUSSIONS, {}).values()))
    rows = [(kind, found[kind].get(pk)) for kind, pk, _when in page.object_list]
    return page, [_followed(kind, row, readable) for kind, row in rows if row is not None]


def _all_of(member: Any) -> QuerySet[Any]:
    def rows(kind: str) -> QuerySet[Any]:
        of_kind = Value(kind, CharField())
        return ROWS[kind].model.objects.filter(member=member).order_by().values_list(of_kind, "pk", "created_at")

    first, *others = [rows(kind) for kind in ROWS]
    return first.union(*others, all=True).order_by("-created_at", "-pk")


def _followed(kind: str, row: Any, readable: set[int]) -> Followed:
    if kind == DISCUSSIONS:
        return Followed(kind, row, is_readable=row.discussion.page_id in readable)
    what = getattr(row, row.subject)
    if kind == "professions":
        what = what.alias_of or what
    return Followed(kind, what, KINDS[kind].address_of(what))


def _readable(request: Any, follows: list[Follow]) -> set[int]:
    """The ids of those pages among the followed that can be read: live, and not restricted to others since."""
    pages = {follow.discussion.page_id: follow.discussion.page for follow in follows if follow.discussion.page.live}
    if not pages:
        return set()
    public = set(WagtailPage.objects.public().filter(pk__in=pages).values_list("pk", flat=True))
    return {number for number, page in pages.items() if number in public or may_see(request, page)}
