"""Why a comment waits, in words: one table. The keys stand in `Comment.held_because`."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Reason:
    label: Any  # at the desk
    help: Any  # where a text is tried


REASONS: dict[str, Reason] = {
    "blocked_word": Reason(_("Blocked word"), _("A word stands in it that moderators have listed as blocked.")),
    "suspect_word": Reason(_("Suspect word"), _("A word stands in it that moderators have listed as suspect.")),
    "links": Reason(_("Many links"), _("It has more links to elsewhere than one comment may have.")),
    "links_of_newcomers": Reason(_("Link from a new member"), _("It has a link, and few comments of its author have been published.")),
    "this_member": Reason(_("Member reviewed first"), _("Moderators have decided to read this member’s comments first.")),
    "newcomer": Reason(_("First comment of a new member"), _("Too few comments of its author have been published.")),
    "this_column": Reason(_("Column reviewed first"), _("Moderators have decided to read comments on this column first.")),
    "everything": Reason(_("Everything is reviewed first"), _("Moderators have decided to read all comments first.")),
    "guarded": Reason(
        _("New member while the discussion was guarded"),
        _("The discussion is guarded, and its author has joined of late or said little yet."),
    ),
    "burst": Reason(_("Many comments at once"), _("More has been written on this column within ten minutes than is usual.")),
    "repeats_own": Reason(_("Repeats itself"), _("Its author has said nearly the same before.")),
    "repeats_others": Reason(_("Repeats another"), _("Somebody else has said nearly the same lately.")),
    "outside": Reason(_("Outside check"), _("The outside check wants it to be reviewed.")),
    "outside_failed": Reason(_("Outside check without answer"), _("The outside check gave no answer in time, or none that makes sense.")),
    "edited": Reason(_("Changed after it was approved"), _("It was held once, approved, and changed since.")),
}
UNKNOWN = _("Held for review")


@lru_cache
def named(_language: str | None) -> tuple[tuple[str, str], ...]:
    """All of them, and "other" for what has none, in the language that is active, which is `_language`."""
    return (*((key, str(reason.label)) for key, reason in REASONS.items()), ("other", str(UNKNOWN)))


def label(key: str) -> str:
    return str(REASONS[key].label if key in REASONS else UNKNOWN)
