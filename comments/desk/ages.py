"""How long something has waited, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language
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
        return Age(_words(get_language(), "overdue", minutes_of(-left)), "late")
    return Age(_words(get_language(), "left", minutes_of(left)), "soon" if left < soon else "")


@lru_cache(4096)
def _words(_language: str | None, which: str, minutes: int) -> str:
    """In the language that is active, which is `_language`: each line of a queue says so, many the same."""
    return (_("%(time)s overdue") if which == "overdue" else _("%(time)s left")) % {"time": _spelt(minutes)}


def spell(span: timedelta) -> str:
    """Rounded down to what is worth saying: minutes below an hour, hours and minutes below a day, then days."""
    return _spelt(minutes_of(span))


def minutes_of(span: timedelta) -> int:
    return max(int(span.total_seconds()) // 60, 0)


def _spelt(minutes: int) -> str:
    hours, days = minutes // 60, minutes // 1440
    if days:
        return _("%(days)d d") % {"days": days}
    if hours:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes % 60}
    return _("%(minutes)d min") % {"minutes": minutes}
