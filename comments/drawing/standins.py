"""Stands in for a comment, its author and its reader while a stencil is made: the same attributes, with marks for values."""

from typing import Any

from django.urls import reverse

from accounts.standing import Standing
from accounts.stencil import NUMBERS, StandIn, mark
from comments.drawing.shapes import Anchored, Shape, Viewer
from comments.models import State

READER, AUTHOR = -1, -2


def node_of(shape: Shape) -> StandIn:
    """As `comments.nodes.Node`."""
    return StandIn(
        comment=comment_of(shape),
        is_context=shape.is_context,
        anchor=anchor_of(shape) if shape.anchored else None,
        measure=StandIn(label=mark("ground"), until=mark("ends")) if shape.is_measured else None,
        addressed=shape.is_addressed,
        side=shape.taken,
        is_folded=shape.is_folded,
    )


def comment_of(shape: Shape) -> StandIn:
    """As `comments.models.Comment`."""
    number, state = NUMBERS["pk"], State(shape.state)
    return StandIn(
        pk=number,
        anchor=f"comment-{number}",
        author=author_of(shape),
        author_id=READER if shape.viewer == Viewer.AUTHOR else AUTHOR,
        root_id=None if shape.is_head else 0,
        state=state,
        is_public=state == State.PUBLISHED,
        get_state_display=state.label,
        get_absolute_url=reverse("comments:show", args=[number]),
        when=mark("when"),
        edited_at=shape.is_edited,
        may_be_edited=shape.may_be_edited,
        kind=shape.has_kind,
        get_kind_display=mark("kind"),
        has_interest=shape.has_interest,
        used_ai=shape.used_ai,
        profession_slug=mark("slug"),
        worn=worn_in(shape),
        said=mark("said"),
        parent=StandIn(author=StandIn(shown_name=mark("addressed"))),
        agree_count=mark("agree"),
        disagree_count=mark("disagree"),
    )


def author_of(shape: Shape) -> StandIn:
    return StandIn(shown_name=mark("name"), get_absolute_url=mark("person"), closed_at=shape.has_left)


def worn_in(shape: Shape) -> Standing:
    """As `Comment.worn`."""
    profession: Any = StandIn(label=mark("profession"), field=mark("field"), seal=mark("seal")) if shape.has_profession else None
    credential: Any = StandIn() if shape.is_verified or shape.is_revoked else None
    return Standing(profession, credential, shape.is_revoked)


def anchor_of(shape: Shape) -> StandIn:
    """As `comments.passages.Anchor`."""
    return StandIn(
        number=None if shape.anchored == Anchored.GONE else mark("number"),
        has_changed=shape.anchored == Anchored.CHANGED,
        passage=StandIn(block=mark("block"), excerpt=mark("excerpt")),
    )


def context_of(shape: Shape) -> dict[str, Any]:
    """What the template of a comment reads."""
    reader = StandIn(pk=READER, is_authenticated=shape.viewer != Viewer.STRANGER)
    return {
        "node": node_of(shape),
        "request": StandIn(user=reader),
        "is_open": shape.is_open,
        "may_disagree": shape.may_disagree,
        "follows": None if shape.follows is None else StandIn(threads={NUMBERS["pk"]} if shape.follows else ()),
        "is_picked": shape.is_picked,
        "may_pick": shape.may_pick,
        "page_path": mark("page_path"),
        "replies": mark("replies"),
    }


def replies_of(more: int, goes_on: bool) -> dict[str, Any]:
    """What the template of the replies below a comment reads."""
    return {
        "comment": StandIn(pk=NUMBERS["pk"], root_id=None),
        "replies": mark("replies"),
        "more": min(more, 1) and (1 if more == 1 else NUMBERS["more"]),
        "last": NUMBERS["last"],
        "following": NUMBERS["following"] if goes_on else None,
    }
