"""The ledger: one row for every decision, in a chain, which nobody edits."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from accounts.models import User
from comments import verification
from comments.ledger_triggers import expected, lifted, present, triggers
from comments.models import Comment, Decision, DecisionText, Discussion, LedgerHead, State
from comments.verification import BrokenLedger, verify
from tests.cast import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(discussion: Discussion, reader: User, translator: User, moderator: User, abuse) -> list[Decision]:
    """Five decisions: published, rejected, taken down, closed, opened."""
    first, second = (say(discussion, one, state=State.PENDING) for one in (reader, translator))
    first.publish(by=moderator)
    second.reject(by=moderator, rule=abuse, reason="근거를 밝혀 주세요.")
    first.reject(by=moderator, rule=abuse, reason="표현을 거둬 주세요.")
    discussion.close(by=moderator, reason="밤에는 쉽니다.")
    discussion.reopen(by=moderator)
    return list(Decision.objects.order_by("number"))


def edit(statement: str, *values: object) -> None:
    """By hand, with the triggers lifted: what somebody with the database could do."""
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_triggers_are_there_after_migrate():
    assert present(connection) == expected(connection)
    assert len(expected(connection)) == 4


def test_the_triggers_are_put_back_when_a_migration_has_remade_the_table():
    with connection.cursor() as cursor:
        for one in triggers(connection):  # of each table
            cursor.execute(f"DROP TRIGGER {one.name}" + (f" ON {one.table}" if connection.vendor == "postgresql" else ""))
    assert not present(connection)
    call_command("migrate", "comments", verbosity=0)
    assert present(connection) == expected(connection)


STATEMENTS = ["UPDATE comments_decision SET action = 'keep'", "DELETE FROM comments_decision"]
if connection.vendor == "postgresql":  # SQLite has no TRUNCATE
    STATEMENTS.append("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE comments_decision CASCADE")


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_delete_or_empty(chain, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Decision.objects.count() == len(chain)


def test_the_orm_is_refused_too(chain):
    row = chain[0]
    row.action = "keep"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.save()
    with pytest.raises((DatabaseError, models.ProtectedError)), transaction.atomic():
        row.delete()


def test_the_chain_holds(chain):
    assert [row.number for row in chain] == [1, 2, 3, 4, 5]
    assert chain[0].previous == "0" * 64
    assert [row.previous for row in chain[1:]] == [row.digest for row in chain[:-1]]
    assert verify() == 5


def test_an_empty_ledger_holds():
    assert verify() == 0


def test_the_chain_holds_over_more_rows_than_are_read_at_once(chain, monkeypatch):
    monkeypatch.setattr(verification, "A_BATCH", 2)
    assert verify() == 5


def test_a_row_says_who_what_under_which_rules(chain, moderator):
    row = chain[2]
    assert (row.action, row.from_state, row.to_state, row.rule_key, row.actor) == ("take_down", "published", "rejected", "abuse", moderator)
    assert row.decider == "person"
    assert row.reason == "표현을 거둬 주세요."


def test_nobody_can_be_told_from_the_public_fields(chain, reader, moderator):
    said = str(chain[0].public_fields())
    for name in (reader.handle, moderator.handle, reader.name, moderator.name):
        assert name not in said
    assert len({row.actor_digest for row in chain}) == len(chain), "each row has a salt of its own"


def test_words_erased_by_law_break_no_link(chain):
    DecisionText.objects.filter(decision=chain[1]).delete()
    DecisionText.objects.filter(decision=chain[2]).update(salt="", reason="")
    with pytest.raises(BrokenLedger):  # emptied is not erased: the salt must go with the words, as a row
        verify()
    DecisionText.objects.filter(decision=chain[2]).delete()
    assert verify() == 5
    assert Decision.objects.get(number=2).reason == ""


@pytest.mark.parametrize(
    "change",
    [
        "action = 'keep'",
        "to_state = 'published'",
        "rule_key = 'spam'",
        "rules_version = 'x'",
        "made_at = '2020-01-01 00:00:00'",
        "actor_digest = 'f'",
        "actor_id = NULL",
        "previous = 'f'",
        "digest = 'f'",
        "comment_id = NULL",
    ],
)
def test_a_row_changed_by_hand_is_found(chain, change):
    edit(f"UPDATE comments_decision SET {change} WHERE number = 2")  # noqa: S608 - fixed strings
    with pytest.raises(BrokenLedger) as broken:
        verify()
    assert broken.value.number == 2


def test_a_changed_reason_is_found(chain):
    DecisionText.objects.filter(decision__number=3).update(reason="다른 말")
    with pytest.raises(BrokenLedger, match="row 3: the reason"):
        verify()


def test_a_row_given_to_another_comment_is_found(chain):
    other = Comment.objects.exclude(pk=chain[0].comment_id).first()
    edit("UPDATE comments_decision SET comment_id = %s WHERE number = 1", other.pk)
    with pytest.raises(BrokenLedger, match="row 1: the subject"):
        verify()


def test_a_row_taken_out_is_found(chain):
    DecisionText.objects.filter(decision__number=4).delete()
    edit("DELETE FROM comments_decision WHERE number = 4")
    with pytest.raises(BrokenLedger, match="row 4: missing"):
        verify()


def test_the_last_row_taken_out_is_found_by_the_head(chain):
    DecisionText.objects.filter(decision__number=5).delete()
    edit("DELETE FROM comments_decision WHERE number = 5")
    with pytest.raises(BrokenLedger, match="row 5: the head"):
        verify()


def test_a_row_put_in_beyond_the_head_is_found(chain):
    LedgerHead.objects.update(number=4, digest=chain[3].digest)
    with pytest.raises(BrokenLedger, match="row 5: stands beyond"):
        verify()


def test_a_changed_head_is_found(chain):
    LedgerHead.objects.update(digest="f" * 64)
    with pytest.raises(BrokenLedger, match="the head"):
        verify()


def test_the_command_says_that_the_ledger_holds(chain):
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert "5 rows" in out.getvalue()


def test_the_command_ends_with_1_and_names_the_first_row_that_is_wrong(chain):
    edit("UPDATE comments_decision SET action = 'keep' WHERE number IN (2, 3)")
    with pytest.raises(CommandError, match="row 2") as failed:
        call_command("verify_ledger")
    assert failed.value.returncode == 1


def test_verifying_costs_a_few_queries_however_many_rows(chain, django_assert_num_queries):
    with django_assert_num_queries(4):
        verify()
