"""A comment in its place: threads as trees of three levels to the eye, whatever their depth in the data."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from accounts.text import fold
from comments.claims.measures import Measure
from comments.models import Comment
from comments.passages import Anchor

LEVELS = 3


@dataclass
class Node:
    """A comment in its place: what answers it is below it, down to the third level, where deeper answers stay."""

    comment: Comment
    level: int = 1
    children: list["Node"] = field(default_factory=list)
    addressed: bool = False  # whether it opens with the name of whom it answers, because its place does not say so and its words do not
    more: int = 0  # published replies of the thread that are not shown here
    last: int = 0  # the newest reply that is shown, where there are more
    is_context: bool = False  # stands here only so that what answers it makes sense: one quiet line

    anchor: Anchor | None = None  # what the thread is about, above its head
    measure: Measure | None = None  # why its words are hidden, and until when, where a claim did that

    # What is this reader's own, laid over what everybody sees (comments.mine).
    side: str = ""
    is_folded: bool = False


def hang(root: Node, replies: Iterable[Node]) -> None:
    """Hangs replies, oldest first, below the root; what would be deeper than the third level stays there, beside what it answers."""
    places: dict[int | None, Node] = {root.comment.pk: root}
    holders: dict[int | None, Node] = {root.comment.pk: root}  # where an answer to this comment is hung
    for node in replies:
        reply = node.comment
        parent = places.get(reply.parent_id)
        holder = holders.get(reply.parent_id, root)
        node.level = holder.level + 1
        node.addressed = parent is not holder and _may_be_named(reply)
        holder.children.append(node)
        places[reply.pk] = node
        holders[reply.pk] = node if node.level < LEVELS else holder


def _may_be_named(reply: Comment) -> bool:
    """Whether to say whom it answers: not where its own words say so, nor where the place of what it answers hides who spoke there."""
    if reply.parent is None or not reply.parent.is_public:
        return False
    author, words = reply.parent.author, fold(reply.source[:200])
    # A name ends where no Latin letter goes on; Korean particles follow it without a space.
    return not any(re.match(re.escape("@" + fold(name)) + "(?![0-9a-z_-])", words) for name in (author.shown_name, author.handle))


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children)
