"""Each table has been decided on, and each thing that people do renews what it changes and nothing else; on either database."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Credential, Notice, Profession, User
from articles import calling
from articles.models import Call, ColumnPage
from comments import reacting
from comments.models import Comment, Discussion, Reaction, Report, Rule, State
from comments.picking import pick, take_back
from portal.kept import scopes
from portal.kept.statements import Write
from portal.kept.tables import EVERYTHING, NOTHING, TABLES
from portal.kept.written import Written, effect_of
from tests.cast import PASSWORD, log_in, make_member, say
from tests.portal.kept.conftest import renewed

REAL = pytest.mark.django_db(transaction=True)


def test_every_table_of_every_model_has_been_decided_on():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - TABLES.keys() == set(), "say in portal/kept/tables.py how a write to these matters to the pages that strangers see"


def test_columns_that_are_named_exist():
    columns = {model._meta.db_table: {field.column for field in model._meta.local_fields} for model in apps.get_models()}
    for name, table in TABLES.items():
        assert set(table.columns) <= columns.get(name, set()), name


def test_a_write_to_a_discussion_that_nobody_touched_changes_everything():
    written, write = Written(), Write("INSERT", "comments_comment")
    written.add(write, effect_of(write), [], many=False)
    assert written.scopes() == {scopes.SITE}


def test_a_table_that_nobody_has_named_changes_everything():
    assert effect_of(Write("INSERT", "django_migrations")) == EVERYTHING
    assert effect_of(Write("UPDATE", "wagtailcore_page", frozenset({"draft_title"}))) == NOTHING
    assert effect_of(Write("UPDATE", "wagtailcore_page", frozenset({"draft_title", "title"}))) == EVERYTHING
    assert effect_of(Write("UPDATE", "wagtailcore_page")) == EVERYTHING


@pytest.fixture
def talk(keeping: Path, discussion: Discussion) -> str:
    return scopes.discussion(discussion.pk)


@REAL
def test_posting(talk, discussion, lawyer):
    assert renewed(lambda: say(discussion, lawyer), talk, "discussion-999") == {"talk", talk}
    assert renewed(lambda: say(discussion, lawyer, "또 하나.", state=State.PENDING), talk) == {"talk", talk}


@REAL
def test_the_first_word_on_a_column(keeping, column):
    assert renewed(lambda: Discussion.for_writing(column)) == {"talk"}


@REAL
def test_voting(talk, discussion, lawyer, reader):
    comment = say(discussion, lawyer)
    assert renewed(lambda: reacting.react(comment, reader, Reaction.Value.AGREE), talk, "discussion-999") == {talk}
    assert renewed(lambda: reacting.react(comment, reader, Reaction.Value.AGREE), talk) == {talk}


@REAL
def test_deciding_and_taking_back(talk, discussion, lawyer, moderator, abuse):
    comment, other = say(discussion, lawyer), say(discussion, lawyer, "둘째 말입니다.")
    assert renewed(lambda: comment.reject(by=moderator, rule=abuse, reason="욕설"), talk) == {"talk", talk}
    assert renewed(lambda: comment.publish(by=moderator), talk) == {"talk", talk}
    assert renewed(lambda: other.edit(by=lawyer, source="고친 말입니다."), talk) == {"talk", talk}
    assert renewed(lambda: other.remove(by=lawyer), talk) == {"talk", talk}


@REAL
def test_recommending_and_taking_back(talk, discussion, lawyer, editor):
    comment = say(discussion, lawyer)
    assert renewed(lambda: pick(comment, by=editor), talk, "discussion-999") == {"talk", talk}
    assert renewed(lambda: take_back(comment, by=editor), talk) == {"talk", talk}


@REAL
def test_asking_a_profession_for_its_view(talk, column, editor):
    judge = Profession.objects.get(slug="judge")
    assert "site" in renewed(lambda: Call.ask(column, judge, by=editor), talk)
    Call.objects.update(told_at=None)
    assert renewed(calling.tell_waiting, talk) == set()
    assert "site" in renewed(Call.objects.get().withdraw, talk)


@REAL
def test_closing_a_discussion(talk, discussion, moderator):
    assert renewed(lambda: discussion.close(by=moderator), talk) == {talk}


@REAL
def test_reporting_and_keeping_a_draft(talk, discussion, lawyer, reader):
    comment = say(discussion, lawyer)
    rule = Rule.objects.first()
    assert renewed(lambda: Report.objects.create(comment=comment, reporter=reader, rule=rule), talk) == set()
    assert renewed(lambda: Notice.tell(reader, "reply", url="/", author=lawyer.pk), talk) == set()


@REAL
def test_an_editor_at_work(keeping, column, editor):
    column.title = "새 제목"
    assert renewed(lambda: column.save_revision(user=editor)) == set()
    assert renewed(lambda: column.get_latest_revision().publish()) == {"site"}
    assert renewed(lambda: ColumnPage.objects.get(pk=column.pk).unpublish()) == {"site"}


@REAL
def test_an_editor_saves_a_draft_in_the_newsroom(keeping, column, editor):
    client = log_in(editor)
    address = reverse("wagtailadmin_pages:edit", args=[column.pk])
    assert renewed(lambda: client.get(address)) == set()


@REAL
def test_logging_in(keeping, reader):
    def enter() -> None:
        answer = Client().post(reverse("account_login"), {"login": reader.email, "password": PASSWORD})
        assert answer.status_code == 302

    assert renewed(enter) == set()


@REAL
def test_joining_and_changing_a_name(talk, reader):
    assert renewed(lambda: User.objects.create_user("new-here", "new-here@example.org", PASSWORD), talk) == {"talk"}

    def rename() -> None:
        reader.name = "빠른걸음"
        reader.save()

    assert renewed(rename) == {"site"}
    assert renewed(lambda: reader.close()) == {"site"}


@REAL
def test_a_credential(keeping, lawyer, moderator):
    assert renewed(lambda: lawyer.credentials.get().revoke(by=moderator)) == {"site"}
    give = {"user": lawyer, "profession": lawyer.profession, "expires_at": timezone.now() + timedelta(days=1)}
    assert renewed(lambda: Credential.objects.create(**give)) == {"site"}


@REAL
def test_a_transaction_that_is_rolled_back_changes_nothing(talk, discussion, lawyer):
    def fail() -> None:
        with transaction.atomic():
            say(discussion, lawyer)
            transaction.set_rollback(True)

    assert renewed(fail, talk) == set()
    assert renewed(lambda: make_member("after-that", "그다음"), talk) == {"talk"}  # nothing was left over for the next one


@REAL
def test_a_single_write_without_a_transaction(keeping):
    profession = Profession.objects.first()
    assert renewed(lambda: Profession.objects.filter(pk=profession.pk).update(name="다른 이름")) == {"site"}
    made = None

    def make() -> None:
        nonlocal made
        made = Rule.objects.create(key="new-rule", name="새 규칙")

    assert renewed(make) == {"site"}
    assert made is not None
    assert Rule.objects.get(pk=made.pk).key == "new-rule"


@REAL
def test_a_statement_that_cannot_be_read(keeping):
    def change() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE odd (a integer)")
            cursor.execute("DROP TABLE odd")

    assert renewed(change) == {"site"}


@REAL
def test_with_the_setting_off_nothing_touches_the_disk(settings, tmp_path, discussion, lawyer):
    settings.KEPT_DIR = tmp_path / "kept"
    say(discussion, lawyer)
    assert not scopes.stand(["talk"]).is_settled
    assert Comment.objects.exists()
    assert not (tmp_path / "kept").exists()
