"""The clock: every job when it is due, whatever happens to the others."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from freezegun import freeze_time
from pytest_django import Settings

from accounts.models import Notice, User
from comments.models import KeptDraft
from portal import clock
from portal.clock import DAY, JOBS, MINUTE, Clock, Job
from portal.setup.pages import ensure_tree

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _the_connection_of_the_test_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in a transaction of the test's, which Django takes for a connection that somebody left in disorder."""
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)


class Time:
    """A time that goes by when it is told to, in seconds."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hand() -> Time:
    return Time()


def test_every_job_runs_at_once_and_then_when_it_is_due(hand: Time):
    ran = []
    a_clock = Clock([Job("often", MINUTE, lambda: ran.append("often")), Job("daily", DAY, lambda: ran.append("daily"))], hand)
    assert a_clock.tick() == 60
    assert ran == ["often", "daily"]
    hand.seconds += 59
    assert a_clock.tick() == 1
    hand.seconds += 1
    a_clock.tick()
    assert ran == ["often", "daily", "often"]


def test_a_job_that_fails_is_logged_and_stops_no_other(hand: Time, caplog: pytest.LogCaptureFixture):
    ran = []

    def fail() -> None:
        raise RuntimeError("the disk is full")

    a_clock = Clock([Job("fail", MINUTE, fail), Job("work", MINUTE, lambda: ran.append(1))], hand)
    a_clock.tick()
    hand.seconds += 60
    a_clock.tick()
    assert ran == [1, 1]
    assert [record.message for record in caplog.records] == ["Could not fail.", "Could not fail."]
    assert "the disk is full" in caplog.text


def test_a_late_clock_runs_a_job_once_not_once_for_every_time_it_missed(hand: Time):
    ran = []
    a_clock = Clock([Job("often", MINUTE, lambda: ran.append(1))], hand)
    a_clock.tick()
    hand.seconds += 3600
    a_clock.tick()
    assert len(ran) == 2


def test_once_told_to_end_it_begins_no_further_job(hand: Time):
    ran = []
    a_clock = Clock(
        [Job("first", MINUTE, lambda: (ran.append("first"), a_clock.end())), Job("second", MINUTE, lambda: ran.append("second"))], hand
    )
    a_clock.tick()
    assert ran == ["first"]


def test_every_job_of_the_site_runs(caplog: pytest.LogCaptureFixture, settings: Settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # of which one job deletes old results
    Clock().tick()
    assert not caplog.records
    assert len(JOBS) == 34


def test_a_scheduled_page_is_published_by_the_minute():
    about = ensure_tree("공론", "desk@example.com", "localhost", 80).about
    about.unpublish()
    about.go_live_at = timezone.now() + timedelta(minutes=1)
    about.save_revision(approved_go_live_at=about.go_live_at).publish()
    about.refresh_from_db()
    assert not about.live
    with freeze_time(timezone.now() + timedelta(minutes=2)):
        Clock().tick()
    about.refresh_from_db()
    assert about.live


def test_what_nobody_needs_any_more_is_forgotten():
    member = User.objects.create_user("somebody", "somebody@example.com")
    page = ensure_tree("공론", "desk@example.com", "localhost", 80).about
    old, new = timezone.now() - timedelta(days=Notice.KEPT_DAYS + 1), timezone.now()
    for day in (old, new):
        Notice.objects.create(recipient=member, kind="reply", created_at=day, mailed_at=day)
        KeptDraft.objects.create(page=page, body="…", created_at=day)
    Clock().tick()
    assert (Notice.objects.get().created_at, KeptDraft.objects.get().created_at) == (new, new)


def test_it_ends_promptly_when_it_is_told_to(tmp_path: Path):
    environment = {
        **os.environ,
        "GONGRON_LOCAL": "1",
        "GONGRON_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
    }
    command = [sys.executable, "manage.py", "clock"]
    complaints = tmp_path / "complaints"  # a file: more than a pipe holds
    with (
        complaints.open("w") as told,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=told, text=True) as process,
    ):
        said = process.stdout.readline()
        time.sleep(1)  # the database has no tables: every job fails, and the clock goes on
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0  # the next job would be due in a minute
        assert "every 0:01:00" in said
        assert "Could not publish" in complaints.read_text()
