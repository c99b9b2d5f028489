"""What is the reader's own, laid over what everybody sees: the sides taken, whom they muted, what they follow."""

from collections.abc import Iterable

from accounts.requests import Reader
from comments.models import Mute, Reaction
from comments.nodes import Node, walk


def lay_over(nodes: Iterable[Node], reader: Reader) -> None:
    """Two queries for a member, however many nodes; none for a stranger."""
    if not reader.is_authenticated:
        return
    shown = list(walk(nodes))
    sides = dict(Reaction.objects.filter(member=reader, comment__in=[node.comment.pk for node in shown]).values_list("comment", "value"))
    muted = set(Mute.objects.filter(member=reader).values_list("muted", flat=True))
    for node in shown:
        node.side = sides.get(node.comment.pk, "")
        node.is_folded = node.comment.author_id in muted
