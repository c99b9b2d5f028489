"""How long something has waited, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

PROMISED = timedelta(hours=2)  # what authors are told while their comment waits
REPORTS_OWED = timedelta(hours=24)  # within which whoever reported is answered
SOON = timedelta(minutes=50)


@dataclass(frozen=True)
class Age:
    text: str
    level: str = ""  # "", "soon" or "late": a class of the stylesheet; the text says it in words


def time_left(since: datetime, owed: timedelta = PROMISED) -> Age:
    """How much is left of the time in which an answer is owed, or by how much it is over."""
    return time_to(since + owed, SOON)


def time_to(due: datetime, soon: timedelta = timedelta(hours=12)) -> Age:
    """How much is left until then, or by how much it is over."""
    left = due - timezone.now()
    if left < timedelta(0):
        return Age(_("%(time)s overdue") % {"time": spell(-left)}, "late")
    return Age(_("%(time)s left") % {"time": spell(left)}, "soon" if left < soon else "")


def spell(span: timedelta) -> str:
    """Rounded down to what is worth saying: minutes below an hour, hours and minutes below a day, then days."""
    minutes = max(int(span.total_seconds()) // 60, 0)
    hours, days = minutes // 60, minutes // 1440
    if days:
        return _("%(days)d d") % {"days": days}
    if hours:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes % 60}
    return _("%(minutes)d min") % {"minutes": minutes}
