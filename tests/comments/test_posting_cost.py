"""What posting asks of the database: a written budget, above all for what others wait for."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Discussion
from tests.cast import log_in, say

TABLE = re.compile(r'(?:SELECT (?="\w+"\.)|INSERT INTO |UPDATE |DELETE FROM |SELECT .*? FROM )"(\w+)"', re.DOTALL)
# The last is what screening compares the text with.
ASKED_BEFORE = [
    "SELECT wagtailcore_page",
    "SELECT accounts_session",
    "SELECT accounts_user",
    "SELECT accounts_user",
    "SELECT comments_comment",
]


@pytest.fixture(autouse=True)
def _no_letters(monkeypatch: Any) -> None:
    """What the worker does later is not the poster's."""
    monkeypatch.setattr("accounts.tasks.mail_notice_soon", lambda notice: None)


@pytest.fixture
def client(column: ColumnPage, discussion: Discussion, lawyer: User) -> Client:
    say(discussion, lawyer, "먼저 남긴 말입니다.")
    return log_in(lawyer)


def asked(act: Callable[[], Any]) -> list[str]:
    """The statements that it takes, each by its verb and its table; the frame of a transaction as it is."""
    with CaptureQueriesContext(connection) as captured:
        assert act().status_code == 302
    return [_short(query["sql"]) for query in captured]


def _short(sql: str) -> str:
    sql = sql.lstrip("(")  # of a union, on PostgreSQL
    found = TABLE.match(sql)
    return f"{sql.split()[0]} {found[1]}" if found else " ".join(sql.split()[:2])


def post(client: Client, column: ColumnPage, **data: Any) -> Callable[[], Any]:
    return lambda: client.post(f"/comments/on/{column.pk}/", {"body": "한마디 보탭니다.", "key": uuid.uuid4(), **data})


def frame_less(statements: list[str]) -> list[str]:
    return [one for one in statements if one.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE") and "pg_logical" not in one]


def while_held(statements: list[str]) -> list[str]:
    """What happens between the statement that takes the discussion's row and the commit."""
    first = statements.index("UPDATE comments_discussion")
    return statements[first : next(place for place in range(first, len(statements)) if statements[place].startswith("COMMIT"))]


@pytest.mark.django_db(transaction=True)
def test_a_comment_asks_five_things_before_writes_three_and_asks_one_afterwards(client: Client, column: ColumnPage) -> None:
    post(client, column)()
    statements = asked(post(client, column))
    written = ["UPDATE comments_discussion", "INSERT comments_comment", "UPDATE comments_tally"]
    assert while_held(statements) == written
    assert frame_less(statements) == [*ASKED_BEFORE, *written, "SELECT comments_follow"]


@pytest.mark.django_db(transaction=True)
def test_an_answer_asks_for_what_it_answers_too_and_tells_its_author(client: Client, column: ColumnPage, reader: User) -> None:
    parent = say(Discussion.objects.get(page=column), reader)
    post(client, column, parent=parent.pk)()
    statements = asked(post(client, column, parent=parent.pk))
    written = [
        "UPDATE comments_discussion",
        "UPDATE comments_comment",
        "INSERT comments_comment",
        "UPDATE comments_tally",
        "SELECT comments_mute",
        "INSERT accounts_notice",
    ]
    assert while_held(statements) == written
    assert frame_less(statements) == [*ASKED_BEFORE[:3], "SELECT comments_comment", *ASKED_BEFORE[3:], *written, "SELECT comments_follow"]


@pytest.mark.django_db(transaction=True)
def test_postgresql_lets_go_of_the_discussion_before_the_disk_has_it(client: Client, column: ColumnPage) -> None:
    """What others wait for does not wait for the disk; the answer does."""
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's own")
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")  # a site's own; the role of the tests may have it off
    with CaptureQueriesContext(connection) as captured:
        post(client, column)()
    said = [query["sql"] for query in captured]
    begun = said.index("BEGIN")
    assert said[begun + 1] == "SET LOCAL synchronous_commit TO off"
    assert said[begun + 2].startswith('UPDATE "comments_discussion" SET "version"')
    assert said[-1] == "SELECT pg_logical_emit_message(true, 'gongron', '')"
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)
        cursor.execute("RESET synchronous_commit")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "hold", [Discussion.touch, lambda talk: talk.hold_open(arriving=True), lambda talk: talk.hold_open(arriving=False)]
)
def test_the_version_moves_by_a_statement_that_can_be_recognised(discussion: Discussion, hold: Callable[[Discussion], Any]) -> None:
    """Whoever keeps drawn pages listens for it: the table, and the discussion's number as the first that is asked of a row."""
    heard: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        hold(discussion)
    [(sql, params)] = heard
    changes, _where, conditions = sql.partition(" WHERE ")
    assert changes.startswith('UPDATE "comments_discussion" SET "version" = ("comments_discussion"."version" + %s)')
    assert conditions.lstrip("(").startswith('"comments_discussion"."id" = %s')
    assert params[changes.count("%s")] == discussion.pk
    assert Discussion.objects.get(pk=discussion.pk).version == discussion.version + 1
