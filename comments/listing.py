"""A page of a discussion by keyset: whole threads with their first replies, or the comments that a choice picks out.

The number of queries does not depend on the size of the discussion, and each reads an index in its order. A place is a comment, not a
number: where scores move between two pages a comment may come twice or not at all, and its permanent link always works.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleGreaterThanOrEqual,
    TupleLessThan,
    TupleLessThanOrEqual,
)
from django.utils import timezone

from accounts.requests import Reader
from accounts.text import row_number
from comments.asking import ORDERS, Asked
from comments.choosing import Choice
from comments.first_page import THREADS_A_PAGE, cut, first_replies, first_threads, introduce, up_to
from comments.models import Comment, Discussion
from comments.models.states import NOT_PUBLIC
from comments.nodes import Node, hang
from comments.voices import Voice

REPLIES_A_PAGE = 50  # on the thread's own page
OWN_SHOWN = 5  # of the reader's own that wait, above the first page
OWN_ANSWERS_SHOWN = 20  # of the reader's own that wait, in the threads of a page
OWN_SHOWN_FOR = timedelta(days=30)
# How a row comes after another, by the way of the order and by whether it may be the same.
ROWS = {
    ("lt", False): TupleLessThan,
    ("lt", True): TupleLessThanOrEqual,
    ("gt", False): TupleGreaterThan,
    ("gt", True): TupleGreaterThanOrEqual,
}


@dataclass
class Listing:
    threads: list[Node]
    asked: Asked
    own: list[Node] = field(default_factory=list)  # the reader's own that are not public, above everything on the first page
    following: int | None = None  # the comment after which the next page begins
    is_window: bool = False  # whether it starts elsewhere than at the beginning
    is_lost: bool = False  # whether the address named a place that is none, so that it starts at the beginning

    @property
    def next_query(self) -> str:
        return self.asked.but(after=str(self.following)).query


def list_comments(discussion: Discussion, reader: Reader, asked: Asked, choice: Choice) -> Listing:
    """The page that is asked for; `choice` is what the address's choices mean in this discussion."""
    if discussion.pk is None:
        return Listing([], asked, is_lost=bool(asked.after or asked.at))
    start = _start(discussion, asked, choice)
    page = first_threads(discussion.pk, asked.order) if start is None and asked.is_plain else _page(discussion, asked, choice, start)
    page, following = page[:THREADS_A_PAGE], page[THREADS_A_PAGE - 1].pk if len(page) > THREADS_A_PAGE else None
    threads = with_context(page) if choice.picks_out else with_replies(page, reader, choice.voices)
    own = [Node(comment) for comment in own_waiting(discussion, reader)] if start is None and asked.is_plain else []
    return Listing(threads, asked, own, following, start is not None, start is None and bool(asked.after or asked.at))


def _start(discussion: Discussion, asked: Asked, choice: Choice) -> Comment | None:
    """The comment where the page begins; its place in the order is where it stands now. Among threads, a reply stands where its thread does."""
    number = row_number(asked.at or asked.after)
    start = Comment.objects.on(discussion).in_place().filter(pk=number).select_related("root").first() if number else None
    return start.root if start and start.root and not choice.picks_out else start


def _page(discussion: Discussion, asked: Asked, choice: Choice, start: Comment | None) -> list[Comment]:
    """A page of comments and one more, if there is one, to know by."""
    comments = choice.narrow(Comment.objects.on(discussion))
    comments = comments.published() if choice.picks_out else comments.filter(parent=None).in_place().annotate(cut=cut())
    if start is not None:
        comments = comments.filter(beyond(start, asked.order, including=bool(asked.at)))
    return list(comments.for_reading().order_by(*ORDERS[asked.order])[: THREADS_A_PAGE + 1])


def beyond(start: Comment, order: str, *, including: bool = False, ahead: bool = False) -> Q:
    """The keyset condition: what comes after `start` in the order, or before it.

    PostgreSQL compares the pair as a row, which finds its place in the index among any number of equal scores. For SQLite Django writes the
    pair out, and the score by itself lets the index begin there; PostgreSQL would begin there, too, and walk.
    """
    name = ORDERS[order][0].lstrip("-")
    value, way = getattr(start, name), "lt" if ORDERS[order][0].startswith("-") != ahead else "gt"
    pair = ROWS[way, including](Tuple(F(name), F("pk")), (value, start.pk))
    return Q(pair) if connection.features.supports_tuple_lookups else Q(**{f"{name}__{way}e": value}) & Q(pair)


def own_waiting(discussion: Discussion, reader: Reader) -> list[Comment]:
    """The reader's own new threads that are not public: they wait, or were refused of late."""
    if not reader.is_authenticated:
        return []
    own = Comment.objects.on(discussion).in_place(reader).filter(author=reader, parent=None, published_at=None)
    return list(own.filter(created_at__gt=timezone.now() - OWN_SHOWN_FOR).for_reading().order_by("-created_at", "-pk")[:OWN_SHOWN])


def with_replies(roots: list[Comment], reader: Reader, voices: Iterable[Voice] = ()) -> list[Node]:
    """The roots as nodes with the first replies of each, and the reader's own that wait; one query for all, and one more for a member."""
    nodes = {root.pk: Node(root) for root in roots}
    cuts = {root.pk: root.cut for root in roots}  # type: ignore[attr-defined]
    if reader.is_authenticated and cuts:
        shown = [*Comment.objects.filter(up_to(cuts)).in_place(reader).for_reading(), *own_answers(list(nodes), reader)]
    else:
        shown = first_replies(cuts)
    found = {reply.pk: reply for reply in shown}
    introduce([*roots, *found.values()], voices)
    by_root: dict[int | None, list[Node]] = {pk: [] for pk in nodes}
    for _pk, reply in sorted(found.items()):
        by_root[reply.root_id].append(Node(reply))
    for pk, node in nodes.items():
        replies = by_root[pk]
        hang(node, replies)
        node.more = max(0, node.comment.reply_count - sum(reply.comment.is_public for reply in replies))
        node.last = cuts[pk] or (replies[-1].comment.pk if replies else 0)
    return list(nodes.values())


def own_answers(roots: list[int], reader: Reader) -> list[Comment]:
    """The reader's own answers in these threads that are not public, of late: they are shown however many were before them."""
    if not reader.is_authenticated:
        return []
    own = Comment.objects.filter(author=reader, root_id__in=roots, state__in=NOT_PUBLIC, created_at__gt=timezone.now() - OWN_SHOWN_FOR)
    return list(own.for_reading().order_by("-created_at", "-pk")[:OWN_ANSWERS_SHOWN])


def with_context(hits: list[Comment]) -> list[Node]:
    """The comments that were picked out, each below what it answers and below the head of its thread; one query for those."""
    wanted = {pk for hit in hits for pk in (hit.root_id, hit.parent_id) if pk} - {hit.pk for hit in hits}
    around = Comment.objects.filter(pk__in=wanted).in_place().for_reading()
    nodes: dict[int | None, Node] = {comment.pk: Node(comment, is_context=True) for comment in around}
    nodes |= {hit.pk: Node(hit) for hit in hits}
    threads: dict[int | None, list[Node]] = {}
    for hit in hits:  # threads in the order of their first hit
        threads.setdefault(hit.root_id or hit.pk, [])
    for node in sorted(nodes.values(), key=lambda node: node.comment.pk):
        if node.comment.root_id in threads:
            threads[node.comment.root_id].append(node)
    for pk, replies in threads.items():
        hang(nodes[pk], replies)
    return [nodes[pk] for pk in threads]


@dataclass
class ThreadPage:
    node: Node
    following: int | None  # the reply after which the next page begins
    is_window: bool  # as in Listing
    is_lost: bool


def thread_page(root: Comment, reader: Reader, *, after: str = "", at: str = "", goes_on: bool = False) -> ThreadPage:
    """A whole thread, so many replies at a time, oldest first.

    `goes_on` where it is put below replies that `with_replies` has shown, and the reader's own with them.
    """
    replies = Comment.objects.filter(root=root).in_place(reader)
    number = row_number(at or after)
    is_window = bool(number) and replies.filter(pk=number).exists()
    is_lost = bool(at or after) and not is_window and number != root.pk
    if is_window:
        replies = replies.filter(**{f"pk__{'gte' if at else 'gt'}": number})
    if goes_on:
        replies = replies.exclude(pk__in=[own.pk for own in own_answers([root.pk], reader)])
    page = list(replies.for_reading().order_by("pk")[: REPLIES_A_PAGE + 1])
    node = Node(root)
    hang(node, [Node(reply) for reply in page[:REPLIES_A_PAGE]])
    return ThreadPage(node, page[REPLIES_A_PAGE - 1].pk if len(page) > REPLIES_A_PAGE else None, is_window, is_lost)
