"""Speaking as: a member chooses, where they speak, one of the capacities that they hold, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.models.profession import UNDISCLOSED_SEAL
from accounts.standing import Capacity, Standing

if TYPE_CHECKING:
    from accounts.models import User

UNDISCLOSED = "none"  # what a form sends for it; for a capacity the number of its profession, and nothing for the usual one


class NotHeld(Exception):
    """The member does not hold, or not any more, what was chosen."""


def capacity_of(member: "User", chosen: str, usual: Capacity) -> Capacity:
    """What a form has `chosen`, where `usual` is what the member usually speaks from. Raises NotHeld.

    One more query for anything but the usual one and none. What was merged meanwhile is what it was merged into.
    """
    if chosen == UNDISCLOSED:
        return Capacity()
    if not chosen or (usual.profession and chosen == str(usual.profession.pk)):
        return usual
    capacity = member.capacity_in(chosen)
    if capacity.profession is None:
        raise NotHeld
    return capacity


@dataclass(frozen=True)
class Speaker:
    """Who speaks in a composer: as what they are shown if they change nothing, and the `<option>`s of what else they could choose."""

    standing: Standing
    options: str = ""


def speaker(capacities: Sequence[Capacity], usual: int | None, chosen: str = "") -> Speaker:
    """`capacities` are the member's (User.capacities), `usual` is the number of their usual profession, `chosen` as in a form."""
    if not capacities:
        return Speaker(Standing())
    numbers = [str(one.profession.pk) for one in capacities if one.profession]
    wanted = chosen or str(usual)
    taken = capacities[numbers.index(wanted)] if wanted in numbers else Capacity()
    return Speaker(taken.standing, format_html_join("", "{}", ([_option(one, one == taken)] for one in (*capacities, Capacity()))))


def _option(capacity: Capacity, is_taken: bool) -> SafeString:
    standing, profession = capacity.standing, capacity.profession
    shown = standing.profession
    look = f"d-{shown.field}{' ok' if standing.verified else ''}" if shown else "d-none"
    return format_html(
        '<option value="{}" data-look="{}" data-seal="{}"{}>{}</option>',
        profession.pk if profession else UNDISCLOSED, look, shown.seal if shown else UNDISCLOSED_SEAL, SafeString(" selected") if is_taken else "", _label(capacity),
    )  # fmt: skip


def _label(capacity: Capacity) -> str:
    """The profession, whether it was checked, and as what it is shown where too few hold it."""
    profession, shown = capacity.profession, capacity.standing.profession
    if profession is None:
        return gettext("Profession not disclosed")
    label = gettext("%(profession)s · verified") % {"profession": profession.label} if capacity.credential else profession.label
    if shown == profession:
        return label
    if shown is None:
        return gettext("%(profession)s (shown as not disclosed)") % {"profession": label}
    return gettext("%(profession)s (shown as: %(shown)s)") % {"profession": label, "shown": shown.label}
