"""`manage.py verify_log`: whoever changes the ledger behind our back is found, by the chain or by what was published of it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from comments.log import heads
from comments.models import Decision, DecisionText, LedgerHead, PublishedHead
from tests.comments.log.conftest import edit, grow, rewrite_from

pytestmark = pytest.mark.django_db


def verified(**options: object) -> str:
    out = StringIO()
    call_command("verify_log", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def copy(told, tmp_path: Path) -> Path:
    """What somebody downloaded while all was well."""
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"".join(Client().get("/log/decisions.jsonl").streaming_content))
    return path


def test_a_ledger_that_nobody_touched_holds_with_its_published_digests(told):
    assert heads.publish()
    assert "3 rows" in verified()


def test_a_row_edited_by_hand_in_the_database_is_found(told):
    edit("UPDATE comments_decision SET action = 'keep' WHERE number = 2")
    with pytest.raises(CommandError, match="row 2") as failed:
        verified()
    assert failed.value.returncode == 1


def test_a_row_removed_is_found(told):
    DecisionText.objects.filter(decision__number=2).delete()
    edit("DELETE FROM comments_decision WHERE number = 2")
    with pytest.raises(CommandError, match="row 2: missing"):
        verified()


def test_a_tail_written_anew_with_digests_that_fit_is_found_by_what_was_published(told):
    heads.publish()
    rewrite_from(2, action="publish")
    with pytest.raises(CommandError, match="row 3: has another digest than was published"):
        verified()


def test_without_anything_published_a_tail_written_anew_would_pass(told):
    """Which is why the digest is published: the chain alone cannot know."""
    rewrite_from(2, action="publish")
    assert "3 rows" in verified()


def test_a_tail_cut_off_with_the_head_made_to_fit_is_found_by_what_was_published(told):
    heads.publish()
    DecisionText.objects.filter(decision__number=3).delete()
    edit("UPDATE comments_report SET decision_id = NULL")
    edit("DELETE FROM comments_decision WHERE number = 3")
    LedgerHead.objects.update(number=2, digest=Decision.objects.get(number=2).digest)
    with pytest.raises(CommandError, match="row 3: has another digest than was published"):
        verified()


def test_a_lying_head_is_found(told):
    LedgerHead.objects.update(digest="f" * 64)
    with pytest.raises(CommandError, match="the head"):
        verified()


def test_a_published_digest_changed_by_hand_is_found(told):
    heads.publish()
    edit("UPDATE comments_publishedhead SET digest = %s", "f" * 64)
    with pytest.raises(CommandError, match="than was published"):
        verified()


@pytest.mark.parametrize("statement", ["UPDATE comments_publishedhead SET number = 1", "DELETE FROM comments_publishedhead"])
def test_the_database_refuses_to_take_back_what_was_published(told, statement):
    heads.publish()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_salts_erased_by_law_leave_the_chain_and_every_copy_whole(told, copy):
    heads.publish()
    DecisionText.objects.all().delete()
    assert "3 rows" in verified(file=str(copy), digest=[PublishedHead.objects.get().digest])


def test_a_digest_that_somebody_kept_is_found_in_the_chain(told):
    digest = Decision.objects.get(number=2).digest
    assert "the digest of row 2" in verified(digest=[f" {digest.upper()} "])
    with pytest.raises(CommandError, match="No row has the digest"):
        verified(digest=[digest, "0" * 64])


def test_a_digest_kept_before_the_tail_was_written_anew_is_missed(told):
    digest = Decision.objects.get(number=3).digest
    rewrite_from(2, action="publish")
    with pytest.raises(CommandError, match="No row has the digest"):
        verified(digest=[digest])


def test_a_copy_agrees_with_the_ledger_it_was_taken_from(told, copy):
    assert "rows 1 to 3" in verified(file=str(copy))


def test_a_copy_from_a_number_on_is_checked_from_there(told, copy):
    copy.write_bytes(b"".join(Client().get("/log/decisions.jsonl?from=2").streaming_content))
    assert "rows 2 to 3" in verified(file=str(copy))


def test_a_copy_taken_before_the_chain_was_written_anew_tells_which_row_was_changed(told, copy):
    rewrite_from(2, action="publish")
    with pytest.raises(CommandError, match="row 2: has another digest in the file than in the ledger"):
        verified(file=str(copy))


def test_a_copy_with_rows_that_are_gone_says_so(told, copy):
    DecisionText.objects.filter(decision__number=3).delete()
    edit("DELETE FROM comments_decision WHERE number = 3")
    LedgerHead.objects.update(number=2, digest=Decision.objects.get(number=2).digest)
    with pytest.raises(CommandError, match="row 3: stands in the file, and is gone"):
        verified(file=str(copy))


def test_a_copy_that_was_changed_itself_is_found(told, copy):
    copy.write_text(copy.read_text().replace('"reject"', '"publish"'))
    with pytest.raises(CommandError, match="row 2: its digest is not that of its fields"):
        verified(file=str(copy))


@pytest.mark.parametrize(
    "content", ["", "\n\n", "no JSON", "[1, 2]", "{}", '{"number": "1", "digest": "a", "previous": "b"}', "[" * 100_000, '"\\ud800"']
)
def test_a_file_that_is_no_copy_of_the_log_is_refused_in_words(told, tmp_path, content):
    path = tmp_path / "other.txt"
    path.write_text(content)
    with pytest.raises(CommandError) as failed:
        verified(file=str(path))
    assert failed.value.returncode == 2


def test_a_file_that_is_not_there_or_not_text_is_refused_in_words(told, tmp_path):
    path = tmp_path / "picture.png"
    with pytest.raises(CommandError, match="cannot be read"):
        verified(file=str(path))
    path.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(CommandError, match="cannot be read"):
        verified(file=str(path))


def test_the_first_name_of_the_command_still_works(told):
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert "3 rows" in out.getvalue()


def test_two_thousand_rows_take_a_query_for_every_five_hundred(discussion, django_assert_num_queries):
    grow(discussion, 2000)
    heads.publish()
    with django_assert_num_queries(1 + 5 + 1 + 1):  # the head; the rows, and that there are no more; beyond the head; what was published
        assert "2000 rows" in verified()
