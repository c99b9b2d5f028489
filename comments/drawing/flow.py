"""A list of threads as a flow of HTML, in which the own markup of each comment is a part that can be drawn anew by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.template.loader import get_template
from django.utils.translation import get_language

from accounts.requests import Reader
from accounts.standing import Standing
from accounts.stencil import Stencil
from comments.drawing.shapes import Anchored, Shape, Viewer
from comments.drawing.standins import context_of, replies_of
from comments.drawing.values import Filling, Values
from comments.following import Follows
from comments.nodes import Node
from comments.pages import may_disagree

SHAPES = 4096  # kept in memory: a page has some twenty, a site some hundreds


@dataclass(frozen=True)
class Around:
    """What surrounds the comments and shows in each of them. `follows` is None where following is not offered."""

    reader: Reader
    is_open: bool = True
    follows: Follows | None = None
    page_path: str = ""
    picked: frozenset[int] = frozenset()  # the ids of comments that the editors recommend
    may_pick: bool = False
    following: int | None = None  # on a thread's own page, the reply after which the next page begins
    language: str = field(default_factory=lambda: get_language() or "")
    may_disagree: bool = field(default_factory=may_disagree)

    @cached_property
    def filling(self) -> Filling:
        return Filling(self.language, self.page_path)


@dataclass(frozen=True)
class Part:
    """The markup of one comment up to its replies."""

    node: Node
    shape: Shape
    values: Values

    def __str__(self) -> str:
        before, _after = comment_stencils(self.shape)
        return before.fill(self.values)


Flow = Iterator[Part | str]


def flow(nodes: Iterable[Node], around: Around) -> Flow:
    for node in nodes:
        worn = node.comment.worn
        values, shape = around.filling.values_of(node, worn), shape_of(node, worn, around)
        yield Part(node, shape, values)
        if node.children or node.more or around.following:
            yield from replies(node, around)
        yield comment_stencils(shape)[1].fill(values)


def replies(node: Node, around: Around) -> Flow:
    following = around.following if node.comment.root_id is None else None
    before, after = replies_stencils(around.language, min(node.more, 2), following is not None)
    values = {"pk": node.comment.pk, "more": node.more, "last": node.last, "following": following}
    yield before.fill(values)
    yield from flow(node.children, around)
    yield after.fill(values)


def shape_of(node: Node, worn: Standing, around: Around) -> Shape:
    comment, is_member = node.comment, around.reader.is_authenticated
    viewer = Viewer.AUTHOR if comment.author_id == around.reader.pk else Viewer.MEMBER if is_member else Viewer.STRANGER
    follows = around.follows
    return Shape(
        language=around.language,
        viewer=viewer,
        state=comment.state,
        is_open=around.is_open,
        may_disagree=around.may_disagree,
        is_context=node.is_context,
        is_head=comment.root_id is None,
        has_left=comment.author.closed_at is not None,
        has_profession=worn.profession is not None,
        is_verified=worn.verified,
        is_revoked=worn.is_revoked,
        is_edited=comment.edited_at is not None,
        has_kind=bool(comment.kind),
        has_interest=comment.has_interest,
        used_ai=comment.used_ai,
        anchored=anchored(node),
        is_addressed=node.addressed,
        may_be_edited=viewer == Viewer.AUTHOR and comment.may_be_edited,
        taken=node.side,
        follows=comment.pk in follows.threads if follows is not None and is_member and comment.root_id is None else None,
        is_folded=node.is_folded,
        is_picked=comment.pk in around.picked and comment.is_public,
        may_pick=around.may_pick,
        is_measured=node.measure is not None,
    )


def anchored(node: Node) -> Anchored:
    if node.anchor is None:
        return Anchored.NOTHING
    if not node.anchor.number:
        return Anchored.GONE
    return Anchored.CHANGED if node.anchor.has_changed else Anchored.THERE


@lru_cache(SHAPES)
def comment_stencils(shape: Shape) -> tuple[Stencil, Stencil]:
    """Of a shape in the language that is active, which the shape names: up to the replies, and from there on."""
    return Stencil.around(get_template("comments/includes/comment.html").render(context_of(shape)), "replies")


@lru_cache(SHAPES)
def replies_stencils(language: str, more: int, goes_on: bool) -> tuple[Stencil, Stencil]:
    """Around the replies below a comment. `more` is 0, 1, or 2 for any number above: as many as there are plurals."""
    return Stencil.around(get_template("comments/includes/replies.html").render(replies_of(more, goes_on)), "replies")
