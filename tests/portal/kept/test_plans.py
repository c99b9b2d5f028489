"""What PostgreSQL reads and plans once: the same rows, the same log, the same errors as of a statement sent as text."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from accounts.planned import Planned
from accounts.prepared import Prepared
from accounts.prepared_writes import PreparedInsert, PreparedUpdate
from comments.models import Comment, Discussion, State
from tests.cast import say

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own"),
]


@pytest.fixture
def plans() -> Iterator[Any]:
    """Asks the server what it has prepared on this connection."""

    def prepared() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement FROM pg_prepared_statements")
            return [statement for (statement,) in cursor.fetchall()]

    return prepared


def test_a_query_by_key_is_planned_once_and_gives_what_its_query_set_gives(
    lawyer: User, reader: User, discussion: Discussion, plans: Any
) -> None:
    own: Prepared[Comment] = Prepared(
        lambda author, key, since: Comment.objects.filter(author=author, key=key, created_at__gt=since, state=State.PUBLISHED),
        int,
        uuid.UUID,
        type(timezone.now()),
        by_key=True,
    )
    said = {author.pk: say(discussion, author) for author in (lawyer, reader)}
    before, since = plans(), timezone.now() - timedelta(hours=1)
    for author, comment in said.items():
        for key, when, found in ((comment.key, since, [comment]), (uuid.uuid4(), since, []), (comment.key, timezone.now(), [])):
            assert own(author, key, when) == found
    [statement] = [one for one in plans() if one not in before]
    assert "'published'" in statement  # what never changes is part of the plan, so that partial indexes count
    assert "$3" in statement
    assert "$4" not in statement


def test_two_statements_of_one_wording_are_two_plans(lawyer: User, reader: User) -> None:
    """They differ in what stands in them as it is."""

    def called(name: str) -> Prepared[User]:
        return Prepared(lambda least: User.objects.filter(name=name, pk__gte=least), int, by_key=True)

    one, other = called(lawyer.name), called(reader.name)
    assert (one(0), other(0), one(0)) == ([lawyer], [reader], [lawyer])
    assert one._compiled["postgresql"].sql == other._compiled["postgresql"].sql


def test_the_log_shows_the_statement_with_its_values(lawyer: User) -> None:
    found: Prepared[User] = Prepared(lambda pk: User.objects.filter(pk=pk).only("pk"), int, by_key=True)
    found(lawyer.pk)
    with CaptureQueriesContext(connection) as captured:
        found(lawyer.pk)
    [query] = captured
    assert query["sql"].startswith("SELECT ")
    assert f'"accounts_user"."id" = {lawyer.pk}' in query["sql"]


def test_writes_count_their_rows_and_raise_their_errors(lawyer: User, discussion: Discussion) -> None:
    move = PreparedUpdate(lambda pk: (Discussion.objects.filter(pk=pk), {"arrivals": 7}), int)
    assert (move(discussion.pk), move(discussion.pk + 1), move(discussion.pk)) == (1, 0, 1)
    insert, comment = PreparedInsert(Comment), say(discussion, lawyer)
    again = Comment(discussion=discussion, author=lawyer, key=comment.key, source="다시", created_at=timezone.now())
    for _ in range(2):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(again)
    again.key = uuid.uuid4()
    insert(again)
    assert Comment.objects.get(key=again.key).pk == again.pk


def test_a_plan_outlives_the_transaction_in_which_it_was_made(lawyer: User) -> None:
    found: Prepared[User] = Prepared(lambda pk: User.objects.filter(pk=pk), int, by_key=True)
    with transaction.atomic():
        found(lawyer.pk)
        transaction.set_rollback(True)
    assert found(lawyer.pk) == [lawyer]


def test_values_are_values_whatever_is_in_them(lawyer: User) -> None:
    named: Prepared[User] = Prepared(lambda name: User.objects.filter(name=name), str, by_key=True)
    assert named("x') OR ('1'='1") == []
    assert named("%s \\' $1") == []
    assert named(lawyer.name) == [lawyer]


def test_a_number_that_no_column_holds_finds_nothing() -> None:
    """Wagtail numbers pages in 32 bits, and an address may have any number in it."""
    pages: Prepared[Page] = Prepared(lambda pk: Page.objects.filter(pk=pk), int, by_key=True)
    assert pages(1) == list(Page.objects.filter(pk=1))
    assert pages(10**17) == []


def test_behind_a_pool_that_changes_connections_nothing_is_prepared(lawyer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's own setting for such a pool says so: DISABLE_SERVER_SIDE_CURSORS."""
    other = connection.copy()
    monkeypatch.setitem(other.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    try:
        with other.cursor() as cursor:
            cursor.execute(Planned.of("SELECT %s", (0,), (0,)), [1])
            assert cursor.fetchone() == (1,)
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            assert cursor.fetchone() == (0,)
    finally:
        other.close()
