"""When mail goes out: at once, but not at night; every morning; every Monday morning. Days and hours are Seoul's, which has no summer time.

Pure functions: each is told what time it is.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.mail_groups import group_of
from accounts.models.mail_choice import When

SEOUL = ZoneInfo("Asia/Seoul")
MORNING = time(8)
WEEK = timedelta(days=7)


class Turn(NamedTuple):
    """How a notice is mailed: `when`, and not before `at`; None where it is not."""

    when: When
    at: datetime | None


def when_to_mail(kind: str, choice: When | None, now: datetime) -> Turn:
    """The turn of a notice of this kind, for a member who has chosen this, or nothing."""
    group = group_of(kind)
    when = group.default if group.is_fixed or choice is None else choice
    if when == When.NEVER:
        return Turn(when, None)
    if when == When.NOW:
        return Turn(when, now if group.is_urgent else not_at_night(now))
    return Turn(when, next_morning(now) if when == When.DAILY else next_monday(now))


def is_night(now: datetime) -> bool:
    """Whether letters that can wait do so. The setting MAIL_QUIET has the hours in Seoul: from, until; None for no night at all."""
    if settings.MAIL_QUIET is None:
        return False
    start, end = settings.MAIL_QUIET
    hour = now.astimezone(SEOUL).hour
    return start <= hour < end if start <= end else hour >= start or hour < end


def not_at_night(moment: datetime) -> datetime:
    """The moment itself, or the end of the night that it falls into."""
    if settings.MAIL_QUIET is None or not is_night(moment):
        return moment
    return _next(time(settings.MAIL_QUIET[1]), moment)


def next_morning(now: datetime) -> datetime:
    return _next(MORNING, now)


def next_monday(now: datetime) -> datetime:
    return Week.around(now).until


def _next(hour: time, now: datetime) -> datetime:
    """The next moment after `now` at which it is `hour` in Seoul."""
    local = now.astimezone(SEOUL)
    today = datetime.combine(local.date(), hour, SEOUL)
    return today if today > local else datetime.combine(local.date() + timedelta(days=1), hour, SEOUL)


@dataclass(frozen=True)
class Week:
    """From one Monday morning to the next; it bears the number of the week that it begins in (ISO 8601)."""

    monday: date

    @classmethod
    def around(cls, now: datetime) -> "Week":
        local = (now.astimezone(SEOUL) - timedelta(hours=MORNING.hour)).date()
        return cls(local - timedelta(days=local.weekday()))

    @property
    def before(self) -> "Week":
        return Week(self.monday - WEEK)

    @property
    def since(self) -> datetime:
        return datetime.combine(self.monday, MORNING, SEOUL)

    @property
    def until(self) -> datetime:
        return self.since + WEEK

    @property
    def last_day(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def name(self) -> str:
        year, number, _day = self.monday.isocalendar()
        return f"{year}-W{number:02}"
