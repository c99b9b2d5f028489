"""What a comment's markup depends on, apart from the words and numbers in it."""

from enum import StrEnum
from typing import NamedTuple


class Viewer(StrEnum):
    STRANGER = "stranger"
    MEMBER = "member"
    AUTHOR = "author"  # of this comment


class Anchored(StrEnum):
    """What is said above a thread of the paragraph that it is about."""

    NOTHING = ""
    THERE = "there"
    CHANGED = "changed"
    GONE = "gone"


class Shape(NamedTuple):
    """Two comments of one shape differ only in what is filled in. The fields are named as the template reads them."""

    language: str
    viewer: Viewer
    state: str
    is_open: bool  # the discussion
    may_disagree: bool
    is_context: bool
    is_head: bool  # of a thread
    has_left: bool  # its author
    has_profession: bool
    is_verified: bool
    is_revoked: bool  # the credential that was worn, since
    is_edited: bool
    has_kind: bool
    has_interest: bool
    used_ai: bool
    anchored: Anchored
    is_addressed: bool
    may_be_edited: bool
    taken: str  # the side that the viewer has taken
    follows: bool | None  # whether the viewer follows the thread; None where that is not offered
    is_folded: bool
    is_picked: bool  # recommended by the editors, and public
    may_pick: bool  # whether the viewer is an editor
    is_measured: bool = False  # whether it is known which claim hid it
