"""What is the reader's own, laid over what everybody sees: the sides taken, and whom they muted."""

from collections.abc import Iterable

from accounts.requests import Reader
from comments.models import Reaction
from comments.muting import muted_by
from comments.nodes import Node, walk


def lay_over(nodes: Iterable[Node], reader: Reader) -> None:
    """Two queries for a member, however many nodes; none for a stranger."""
    if not reader.is_authenticated:
        return
    shown = list(walk(nodes))
    sides = dict(Reaction.objects.filter(member=reader, comment__in=[node.comment.pk for node in shown]).values_list("comment", "value"))
    muted = muted_by(reader)
    for node in shown:
        node.side = sides.get(node.comment.pk, "")
        node.is_folded = node.comment.author_id in muted
