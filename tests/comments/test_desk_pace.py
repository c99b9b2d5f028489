"""The desk says how long it lately took to decide: a median of what was decided, and at no query more than before."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time

from accounts.models import User
from comments.desk import pace
from comments.desk.pace import pace_of
from comments.models import Comment, Discussion, Report, Rule, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db
MINUTES = (10, 20, 112, 300, 600)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()


@pytest.fixture
def decided(discussion: Discussion, reader: User, moderator: User, abuse: Rule) -> list[Comment]:
    """So many minutes after they were written."""
    comments = []
    for minutes in MINUTES:
        comment = say(discussion, reader, f"{minutes}분 기다린 말", state=State.PENDING)
        with freeze_time(comment.created_at + timedelta(minutes=minutes)):
            comment.publish(by=moderator)
        comments.append(comment)
    return comments


def desk(moderator: User, tab: str = "waiting") -> str:
    return str(log_in(moderator).get(f"/cms/desk/{tab}/").content.decode())


def test_the_top_says_the_median(decided: Any, moderator: User) -> None:
    assert "중앙값 1시간 52분" in desk(moderator)


def test_of_few_it_says_nothing(discussion: Discussion, reader: User, moderator: User) -> None:
    for _one in range(pace.ENOUGH - 1):
        say(discussion, reader, state=State.PENDING).publish(by=moderator)
    assert pace_of("waiting") == ""
    assert "중앙값" not in desk(moderator)


def test_a_change_of_the_author_begins_the_time_anew(decided: list[Comment]) -> None:
    for comment, minutes in zip(decided, MINUTES, strict=True):
        Comment.objects.filter(pk=comment.pk).update(edited_at=comment.created_at + timedelta(minutes=minutes - 5))
    assert pace_of("waiting").startswith("5")


def test_of_reports_it_is_the_time_to_their_answer(
    discussion: Discussion, reader: User, translator: User, moderator: User, abuse: Rule
) -> None:
    for minutes in MINUTES:
        comment = say(discussion, reader, f"말 {minutes}")
        report = Report.file(comment, by=translator, rule=abuse)
        assert report
        with freeze_time(timezone.now() + timedelta(minutes=minutes)):
            comment.keep(by=moderator)
    assert "중앙값 1시간 52분" in desk(moderator, "reported")
    assert pace_of("done") == ""


def test_what_was_decided_long_ago_is_not_lately(decided: Any) -> None:
    with freeze_time(timezone.now() + pace.LATELY + timedelta(days=1)):
        assert pace_of("waiting") == ""


def test_it_reads_so_many_rows_and_is_remembered(decided: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "AMONG", 5)
    with CaptureQueriesContext(connection) as asked:
        for _time in range(3):
            pace_of("waiting")
    assert len(asked) == 1
    assert "LIMIT 5" in asked[0]["sql"]


def test_a_stranger_of_the_desk_sees_nothing_of_it(decided: Any) -> None:
    assert Client().get("/cms/desk/waiting/").status_code == 302
