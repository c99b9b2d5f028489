"""`measure_discussion`: everything it asks is answered, and its table says what was found."""

import pytest

from comments.bulk.building import make_discussion
from portal.measuring.cases import CASES
from portal.measuring.plans import explained, main_table, statements, ways
from portal.measuring.rounds import Measured, measure
from portal.measuring.subjects import Subject, copy, lenses, subject
from portal.measuring.table import complaints, table
from tests.cast import make_column


@pytest.fixture
def subjects(columns, columnist) -> list[Subject]:
    column = make_column(columns, columnist, "재어 볼 글")
    talks = [make_discussion(copy(column, size), size) for size in (120, 240)]
    taken: list[int] = []
    return [subject(size, talk, lenses(talks), taken) for size, talk in zip((120, 240), talks, strict=True)]


def test_everything_that_is_measured_is_answered_at_either_size(subjects, monkeypatch):
    monkeypatch.setattr("portal.measuring.rounds.WARM_UP", 0)
    rows = list(measure(CASES, subjects, rounds=1))
    assert [row[0].case for row in rows] == CASES
    for row in rows:
        assert [one.size for one in row] == [120, 240]
        assert all(one.queries and one.times for one in row)
    assert all(one.shown > 10 for one in rows[0])
    assert table(rows).count("\n") == len(CASES) + 1


def test_members_of_one_discussion_are_not_those_of_another(subjects):
    sessions = [{client.session["_auth_user_id"] for client in one.members} for one in subjects]
    assert all(sessions)
    assert not sessions[0] & sessions[1]


def test_plans_tell_how_much_is_read(subjects):
    asked = statements(CASES[0], subjects[0])
    assert any("comments_comment" in sql for sql, _params in asked)
    assert any(work and lines for work, lines in (explained(sql, params) for sql, params in asked))


def test_a_plan_in_a_line_names_each_way_once_and_what_is_sorted():
    lines = ["Limit : 21 rows", "  Sort : 1,213 rows", "    BitmapOr : 0 rows", *["      Bitmap Index Scan comment_thread: 5 rows"] * 2]
    assert ways(lines) == "sort of 1,213, 2 × Bitmap Index Scan comment_thread"
    assert ways(["SEARCH comments_comment USING INDEX comment_thread (root_id=?)", "USE TEMP B-TREE FOR ORDER BY"]).endswith(", sort")
    sql = 'SELECT a, (SELECT b FROM "inner" WHERE (c = 1)) AS d FROM "outer" WHERE EXISTS(SELECT 1 FROM "other")'
    assert main_table(sql) == "outer"


def of(size: int, milliseconds: float, *, queries: int = 20, shown: int = 40) -> Measured:
    return Measured(CASES[0], size, queries, 100_000, shown, [milliseconds] * 3)


def test_the_largest_is_compared_with_a_thousand():
    row = [of(50, 5), of(1_000, 20), of(100_000, 25)]
    assert "| 5.0 (5.0) | 20.0 (20.0) | 25.0 (25.0) | 1.25 |" in table([row])
    assert complaints([row]) == []


def test_where_a_thousand_show_less_it_is_compared_with_a_size_that_shows_as_much():
    row = [of(1_000, 5, shown=2), of(10_000, 20), of(100_000, 25)]
    assert "1.25 (10,000) |" in table([row])
    assert complaints([row]) == []


def test_it_complains_of_more_queries_and_of_more_time():
    row = [of(1_000, 20), of(100_000, 31, queries=21)]
    queries, time = complaints([row])
    assert "20 at 1,000, 21 at 100,000" in queries
    assert "1.55 times" in time
