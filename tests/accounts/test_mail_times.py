"""When mail goes out: by kind, by choice, by the hour in Seoul."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from accounts import mail_groups
from accounts.mail_times import SEOUL, Turn, Week, is_night, not_at_night, when_to_mail
from accounts.models import When
from config.env import night


@pytest.fixture(autouse=True)
def _with_a_night(settings: Settings) -> None:
    settings.MAIL_QUIET = (21, 8)


def seoul(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026, of which the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SEOUL)


NOON, LATE, SMALL_HOURS = seoul(25, 12), seoul(25, 23, 30), seoul(26, 3)  # of a Wednesday, and of the night after it
MORNING, MONDAY = seoul(26, 8), seoul(30, 8)


@pytest.mark.parametrize(
    ("kind", "choice", "now", "turn"),
    [
        # What can be chosen: at once by day, in the morning by night.
        ("reply", None, NOON, Turn(When.NOW, NOON)),
        ("reply", When.NOW, LATE, Turn(When.NOW, MORNING)),
        ("reply", When.NOW, SMALL_HOURS, Turn(When.NOW, MORNING)),
        ("reply", When.DAILY, NOON, Turn(When.DAILY, MORNING)),
        ("reply", When.DAILY, SMALL_HOURS, Turn(When.DAILY, MORNING)),
        ("reply", When.DAILY, MORNING, Turn(When.DAILY, seoul(27, 8))),  # the letter of this morning may be on its way
        ("reply", When.WEEKLY, NOON, Turn(When.WEEKLY, MONDAY)),
        ("reply", When.WEEKLY, seoul(30, 7, 59), Turn(When.WEEKLY, MONDAY)),
        ("reply", When.WEEKLY, MONDAY, Turn(When.WEEKLY, datetime(2026, 12, 7, 8, tzinfo=SEOUL))),
        ("reply", When.NEVER, NOON, Turn(When.NEVER, None)),
        ("followed", None, NOON, Turn(When.NOW, NOON)),
        ("picked", None, LATE, Turn(When.NOW, MORNING)),
        ("called", When.NEVER, NOON, Turn(When.NEVER, None)),
        # New columns are gathered for the week where nothing was chosen.
        ("column", None, NOON, Turn(When.WEEKLY, MONDAY)),
        ("column", When.NOW, NOON, Turn(When.NOW, NOON)),
        # Decisions cannot be chosen, and do not wait; neither does what nobody has put into a group.
        ("comment_reject", When.NEVER, LATE, Turn(When.NOW, LATE)),
        ("report_answered", When.WEEKLY, NOON, Turn(When.NOW, NOON)),
        ("something_new", When.NEVER, SMALL_HOURS, Turn(When.NOW, SMALL_HOURS)),
        # Credentials cannot be chosen, but let people sleep.
        ("credential_granted", When.NEVER, NOON, Turn(When.NOW, NOON)),
        ("credential_refused", None, LATE, Turn(When.NOW, MORNING)),
    ],
)
def test_the_turn_of_a_notice(kind: str, choice: When | None, now: datetime, turn: Turn) -> None:
    assert when_to_mail(kind, choice, now) == turn


@pytest.mark.parametrize(("hour", "minute", "is_quiet"), [(20, 59, False), (21, 0, True), (0, 0, True), (7, 59, True), (8, 0, False)])
def test_the_night_is_seouls_whatever_the_clock_of_the_server(hour: int, minute: int, is_quiet: bool) -> None:
    moment = seoul(25, hour, minute)
    assert is_night(moment) is is_night(moment.astimezone(UTC)) is is_quiet
    assert (not_at_night(moment) == moment) is not is_quiet


def test_a_night_within_one_day_and_no_night_at_all(settings: Settings) -> None:
    settings.MAIL_QUIET = (1, 5)
    assert [is_night(seoul(25, hour)) for hour in (0, 1, 4, 5)] == [False, True, True, False]
    assert not_at_night(seoul(25, 2)) == seoul(25, 5)
    settings.MAIL_QUIET = None
    assert not is_night(SMALL_HOURS)
    assert not_at_night(SMALL_HOURS) == SMALL_HOURS


@pytest.mark.parametrize(("said", "meant"), [("21-8", (21, 8)), (" 1 - 5 ", (1, 5)), ("", None)])
def test_the_environment_says_the_night(said: str, meant: object) -> None:
    assert night(said) == meant


@pytest.mark.parametrize("said", ["8", "21-24", "a-b", "21-8-9"])
def test_what_is_no_night_is_refused(said: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        night(said)


def test_a_week_goes_from_monday_morning_to_monday_morning() -> None:
    week = Week.around(NOON)
    assert (week.since, week.until, week.name) == (seoul(23, 8), MONDAY, "2026-W48")
    assert Week.around(seoul(30, 7, 59)) == week
    assert Week.around(MONDAY).before == week
    assert Week.around(datetime(2027, 1, 2, 12, tzinfo=SEOUL)).name == "2026-W53"


def test_an_app_adds_its_kinds_one_by_one_or_by_their_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_groups, "_KINDS", dict(mail_groups._KINDS))
    monkeypatch.setattr(mail_groups, "_BEGINNINGS", dict(mail_groups._BEGINNINGS))
    mail_groups.put(["moon_rise", "sun_"], mail_groups.PICKS)
    assert mail_groups.group_of("moon_rise") == mail_groups.group_of("sun_set") == mail_groups.PICKS
    assert mail_groups.group_of("moon_set") == mail_groups.DECISIONS
