"""Held whatever it says, because of who says it or where."""

from .said import Said


def newcomer(said: Said) -> str:
    """A new member's first comments wait until so many of theirs have been published."""
    return "" if said.record.is_known else "newcomer"


def this_member(said: Said) -> str:
    """Moderators read what this member says before others do."""
    return "this_member" if said.record.is_held else ""


def this_column(said: Said) -> str:
    """Moderators read what is said of this column before others do."""
    return "this_column" if said.discussion.held_by_moderators else ""


def everything(said: Said) -> str:
    """Moderators read everything before others do, for a night perhaps."""
    return "everything" if said.rules.holds_everything else ""
