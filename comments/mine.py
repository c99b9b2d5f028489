"""What is the reader's own, laid over what everybody sees: the sides taken, whom they muted, what they follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils import timezone

from accounts.prepared import Prepared
from accounts.requests import Reader
from comments.following import Follows
from comments.models import Comment, Follow, Mute, Reaction, Sanction
from comments.models.states import NOT_PUBLIC
from comments.muting import muted_by
from comments.nodes import Node, walk


def lay_over(nodes: Iterable[Node], reader: Reader) -> set[int]:
    """Two queries for a member, however many nodes; none for a stranger. Returns whom the reader has muted."""
    if not reader.is_authenticated:
        return set()
    shown = list(walk(nodes))
    sides = dict(Reaction.objects.filter(member=reader, comment__in=[node.comment.pk for node in shown]).values_list("comment", "value"))
    muted = muted_by(reader)
    for node in shown:
        node.side = sides.get(node.comment.pk, "")
        node.is_folded = node.comment.author_id in muted
    return muted


NO_WORD = Value("")
STEP = 32


@dataclass
class Own:
    """What a discussion's page shows otherwise to this member."""

    sides: dict[int, str] = field(default_factory=dict)  # by the comment's id
    muted: set[int] = field(default_factory=set)
    follows: Follows = field(default_factory=Follows)
    is_hidden: bool = False  # whether a comment of theirs is there that nobody else sees
    is_stopped: bool = False  # whether a sanction keeps them from writing


def own_in(member: int, discussion: int, comments: Sequence[int]) -> Own:
    """One query. `comments` are those that are shown."""
    own, followed = Own(), set()
    filled = list(comments)
    filled += filled[-1:] * (-len(filled) % STEP)
    for what, number, word in _own(len(filled))(member, discussion, timezone.now(), *filled):
        if what == "side":
            own.sides[number] = word
        elif what == "muted":
            own.muted.add(number)
        elif what == "follow":
            followed.add(number)
        elif what == "stopped":
            own.is_stopped = True
        else:
            own.is_hidden = True
    own.follows = Follows(None in followed, followed - {None})
    return own


@lru_cache
def _own(comments: int) -> Prepared[Any]:
    """For a page with so many comments, the last of them named as often as it takes to be a multiple of STEP: a few plans do for all."""

    def build(member: int, discussion: int, now: datetime, *shown: int) -> QuerySet[Any, Any]:
        sides = Reaction.objects.filter(member=member, comment__in=shown)
        hidden = Comment.objects.filter(author=member, discussion=discussion, state__in=NOT_PUBLIC)
        return _told("side", sides, "comment_id", F("value")).union(
            _told("muted", Mute.objects.filter(member=member), "muted_id"),
            _told("follow", Follow.objects.filter(member=member, discussion=discussion), "thread_id"),
            _told("stopped", Sanction.objects.stopping(now).filter(member=member).order_by(), "pk"),
            _told("hidden", hidden.order_by(), "pk"),
            all=True,
        )

    return Prepared(build, int, int, datetime, *[int] * comments, by_key=True)


def _told(what: str, rows: QuerySet[Any], number: str, word: Any = NO_WORD) -> QuerySet[Any, Any]:
    return rows.annotate(what=Value(what), number=F(number), word=word).values_list("what", "number", "word")
