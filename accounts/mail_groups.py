"""What members can choose about: kinds of notices put into groups. An app adds its kinds in `ready()`; what nobody added is a decision.

`digest` has no notices: it is the letter of the week.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.models.mail_choice import When

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Group:
    """`default` holds where a member has not chosen; `is_fixed` cannot be chosen; `is_urgent` does not wait for the morning."""

    key: str
    label: "str | _StrPromise"
    default: When = When.NOW
    is_fixed: bool = False
    is_urgent: bool = False


REPLIES = Group("replies", _("Replies to my comments"))
DISCUSSIONS = Group("discussions", _("Discussions that I follow"))
COLUMNS = Group("columns", _("New columns of what I follow"), default=When.WEEKLY)
PICKS = Group("picks", _("Editors’ picks and calls for voices"))
DECISIONS = Group("decisions", _("Decisions on my comments and reports"), is_fixed=True, is_urgent=True)
CREDENTIALS = Group("credentials", _("Verification of my profession"), is_fixed=True)
DIGEST = Group("digest", _("Letter of the week"), default=When.NEVER)

GROUPS = {group.key: group for group in (REPLIES, DISCUSSIONS, COLUMNS, PICKS, DECISIONS, CREDENTIALS, DIGEST)}
_KINDS: dict[str, Group] = {}
_BEGINNINGS: dict[str, Group] = {"credential_": CREDENTIALS}


def put(kinds: Iterable[str], group: Group) -> None:
    """Says that these kinds belong to `group`; of one that ends in an underline, all that begin with it."""
    for kind in kinds:
        (_BEGINNINGS if kind.endswith("_") else _KINDS)[kind] = group


def group_of(kind: str) -> Group:
    if kind in _KINDS:
        return _KINDS[kind]
    return next((group for beginning, group in _BEGINNINGS.items() if kind.startswith(beginning)), DECISIONS)


def to_choose() -> list[Group]:
    """Those whose notices members can have later, or not by mail at all."""
    return [group for group in GROUPS.values() if not group.is_fixed and group is not DIGEST]


def fixed() -> list[Group]:
    return [group for group in GROUPS.values() if group.is_fixed]
