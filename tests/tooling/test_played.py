"""The stage that is set again from what it was made of (`tests/played.py`): it is the same, and done for real where it might not be."""

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from accounts.models import User
from accounts.searching.triggers import CHANGES
from tests.cast import make_author, make_column, make_columns, make_discussion, make_home, make_member
from tests.played import ground, setting_up
from tests.restoring import filled, quoted

pytestmark = pytest.mark.django_db(transaction=True)  # each transaction of a test is opened and rolled back here
TIMES = re.compile(r"datetime\.datetime\([^)]*\)|\d{4}-\d\d-\d\d[ T][\d:.]+")
BY_LOT = re.compile(r"md5\$\w+\$\w+|UUID\('[^']*'\)|\b[0-9a-f]{32}\b|[0-9a-f]{8}-[0-9a-f-]{27}")
NUMBERS = re.compile(r"\d+")  # PostgreSQL counts on after a rollback


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "parts", {})


def set_stage() -> None:
    columns = make_columns(make_home())
    column = make_column(columns, make_author("gil", "길", "글쓴이"), "제목", "문단.")
    make_member("garam", "가람", profession="lawyer", verified=True)
    make_discussion(column)
    make_column(columns, make_author("nal", "날", "글쓴이"), "둘째 제목")


def rows() -> Iterator[str]:
    """Of what triggers note for search each object once: a row that was written and then changed is noted twice, and set again only once."""
    with connection.cursor() as cursor:
        for table in filled(connection):
            columns = "DISTINCT kind, object_pk" if table == CHANGES else "*"
            cursor.execute(f"SELECT {columns} FROM {quoted(connection, table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield f"{table} {NUMBERS.sub('0', BY_LOT.sub('?', TIMES.sub('then', repr(row))))}"


def acted(do: Callable[[], Any], *, for_real: bool = False) -> tuple[list[str], list[str]]:
    """What was written, and the rows that there are then."""
    with transaction.atomic():
        with nullcontext() if for_real else setting_up(), CaptureQueriesContext(connection) as queries:
            do()
        found = sorted(rows())
        transaction.set_rollback(True)
    return [query["sql"] for query in queries], found


def test_it_is_the_same_to_the_last_row_for_a_fraction_of_the_statements():
    asked, real = acted(set_stage, for_real=True)
    assert acted(set_stage)[1] == real
    asked_again, again = acted(set_stage)
    assert again == real
    assert any("둘째 제목" in row for row in again)
    assert len(asked_again) < len(asked) / 2


def test_times_are_moved_along():
    def join() -> None:
        joined.append(make_member("garam", "가람").date_joined)

    joined: list[Any] = []
    for hour in (9, 11):
        with freeze_time(f"2026-11-23 {hour:02}:00"):
            acted(join)
    assert [time.hour for time in joined] == [9, 11]


def is_remembered(before: Callable[[], object]) -> bool:
    def do() -> None:
        before()
        make_member("garam", "가람")

    acted(do)
    return bool(ground.parts)


def test_after_anything_else_was_written_it_is_done_for_real():
    assert is_remembered(lambda: User.objects.first())
    ground.parts.clear()
    assert not is_remembered(lambda: User.objects.create_user("other", "other@example.org"))


def test_with_a_setting_of_its_own_or_a_transaction_within_it_is_done_for_real():
    with override_settings(SMALLEST_GROUP=5):
        assert not is_remembered(lambda: None)

    def within() -> None:
        with transaction.atomic():
            make_member("garam", "가람")

    acted(within)
    assert not ground.parts


def test_without_a_transaction_and_outside_of_a_set_up_it_is_done_for_real():
    with setting_up():
        make_member("garam", "가람")
    acted(lambda: make_member("nal", "날"), for_real=True)
    assert not ground.parts
