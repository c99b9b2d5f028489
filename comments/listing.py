"""A page of a discussion: some top-level comments by keyset, with their first replies; four queries whatever the size."""

from dataclasses import dataclass, field

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from accounts.requests import Reader
from accounts.text import row_number
from comments.models import Comment, Discussion

THREADS_A_PAGE = 20
REPLIES_SHOWN = 10  # of a thread, in the discussion; all of them are on the thread's own page
REPLIES_A_PAGE = 50  # on the thread's own page
ORDERS = ("new", "old")
LEVELS = 3


@dataclass
class Node:
    """A comment in its place: what answers it is below it, down to the third level, where deeper answers stay."""

    comment: Comment
    level: int = 1
    children: list["Node"] = field(default_factory=list)
    addressed: bool = False  # whether it opens with the name of whom it answers, because its place does not say so and its words do not
    more: int = 0  # published replies of the thread that are not shown here


@dataclass
class Listing:
    threads: list[Node]
    order: str
    following: int | None = None  # the cursor of the next page
    is_window: bool = False  # whether it starts elsewhere than at the beginning


def list_threads(discussion: Discussion, reader: Reader, *, order: str = "new", after: str = "", at: str = "") -> Listing:
    """The top-level comments after the cursor `after`, or from the comment `at` on; ids that lead nowhere mean the beginning."""
    order = order if order in ORDERS else ORDERS[0]
    if discussion.pk is None:
        return Listing([], order)
    roots = Comment.objects.on(discussion).filter(parent=None).in_place(reader).for_display()
    start, including = (_root(discussion, at, reader), True) if at else (_root(discussion, after, reader), False)
    if start is not None:
        roots = roots.filter(_beyond(start, order, including))
    sign = "-" if order == "new" else ""
    page = list(roots.order_by(f"{sign}created_at", f"{sign}pk")[: THREADS_A_PAGE + 1])
    shown = page[:THREADS_A_PAGE]
    threads = with_replies(shown, reader)
    return Listing(threads, order, shown[-1].pk if len(page) > THREADS_A_PAGE else None, start is not None)


def _root(discussion: Discussion, number: str, reader: Reader) -> Comment | None:
    return Comment.objects.on(discussion).in_place(reader).filter(parent=None, pk=row_number(number)).only("created_at").first()


def _beyond(start: Comment, order: str, including: bool) -> Q:
    """The keyset condition; the first part alone lets the index find its place."""
    way = "lt" if order == "new" else "gt"
    same = Q(created_at=start.created_at, **{f"pk__{way}": start.pk})
    beyond = Q(**{f"created_at__{way}e": start.created_at}) & (Q(**{f"created_at__{way}": start.created_at}) | same)
    return beyond | Q(pk=start.pk) if including else beyond


def with_replies(roots: list[Comment], reader: Reader) -> list[Node]:
    """The roots as nodes with the first replies of each; one query for all."""
    nodes = {root.pk: Node(root) for root in roots}
    ranked = (
        Comment.objects.filter(root_id__in=nodes)
        .in_place(reader)
        .for_display()
        .annotate(rank=Window(RowNumber(), partition_by=F("root_id"), order_by=[F("created_at").asc(), F("pk").asc()]))
        .filter(rank__lte=REPLIES_SHOWN)
        .order_by("created_at", "pk")
    )
    by_root: dict[int | None, list[Comment]] = {pk: [] for pk in nodes}
    for reply in ranked:
        by_root[reply.root_id].append(reply)
    for pk, node in nodes.items():
        hang(node, by_root[pk])
        node.more = max(0, node.comment.reply_count - sum(reply.is_public for reply in by_root[pk]))
    return list(nodes.values())


def hang(root: Node, replies: list[Comment]) -> None:
    """Hangs replies, oldest first, below the root; what would be deeper than the third level stays there, beside what it answers."""
    places: dict[int | None, Node] = {root.comment.pk: root}
    holders: dict[int | None, Node] = {root.comment.pk: root}  # where an answer to this comment is hung
    for reply in replies:
        parent = places.get(reply.parent_id)
        holder = holders.get(reply.parent_id, root)
        node = Node(reply, level=holder.level + 1, addressed=parent is not holder and not reply.source.startswith("@"))
        holder.children.append(node)
        places[reply.pk] = node
        holders[reply.pk] = node if node.level < LEVELS else holder


def thread_page(root: Comment, reader: Reader, *, after: str = "", at: str = "") -> tuple[Node, int | None]:
    """A whole thread, so many replies at a time, and the cursor of the next page."""
    replies = Comment.objects.filter(root=root).in_place(reader).for_display().order_by("created_at", "pk")
    start = replies.filter(pk=row_number(at or after)).first()
    if start is not None:
        replies = replies.filter(_beyond(start, "old", bool(at)))
    page = list(replies[: REPLIES_A_PAGE + 1])
    node = Node(root)
    hang(node, page[:REPLIES_A_PAGE])
    return node, page[REPLIES_A_PAGE - 1].pk if len(page) > REPLIES_A_PAGE else None
