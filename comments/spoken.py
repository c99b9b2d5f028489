"""What a profession says, across all discussions: the best or the newest of it, a page by keyset."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Profession
from accounts.text import row_number
from comments.asking import ORDERS
from comments.listing import beyond
from comments.models import Comment
from comments.models.queries import CommentQuerySet

A_PAGE = 20
BEST, NEWEST = "best", "new"
WAYS = {BEST: "top", NEWEST: "arrived"}  # each by an index of its own: comment_of_profession_top and comment_of_profession


@dataclass(frozen=True)
class Spoken:
    comments: list[Comment]
    order: str
    following: int | None = None  # the comment after which the next page begins
    is_further: bool = False  # whether this page begins after another
    is_lost: bool = False  # whether the address named a place that is none, so that it begins at the beginning


def spoken_from(profession: Profession) -> CommentQuerySet:
    """Public comments on published pages that are shown as spoken from it; none where too few hold it (accounts.groups)."""
    return Comment.objects.on_public_pages().shown_as(profession)


def first_of(said: CommentQuerySet, order: str, most: int) -> list[Comment]:
    """Of what was spoken from a profession; one query."""
    return shown(said.order_by(*ORDERS[WAYS[order]])[:most])


def page_of_spoken(profession: Profession, order: str = "", after: str = "") -> Spoken:
    """`order` and `after` as they stand in an address: what makes no sense there is the best, from the beginning."""
    order = order if order in WAYS else BEST
    comments = spoken_from(profession)
    number = row_number(after)
    start = comments.filter(pk=number).first() if number else None
    if start is not None:
        comments = comments.filter(beyond(start, WAYS[order]))
    page = list(comments.order_by(*ORDERS[WAYS[order]])[: A_PAGE + 1])
    following = page[A_PAGE - 1].pk if len(page) > A_PAGE else None
    return Spoken(shown(page[:A_PAGE]), order, following, start is not None, start is None and bool(after))


def shown(comments: Iterable[Comment]) -> list[Comment]:
    """Without what was spoken before the law reserved the title, and shows none: seldom, and no index knows it."""
    return [comment for comment in comments if comment.worn.profession]
