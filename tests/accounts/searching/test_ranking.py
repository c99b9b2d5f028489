"""What comes first, in how many statements, and that nothing is found that may not be seen."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import SearchChange
from accounts.searching import ranking, tables
from accounts.searching.building import build_all
from accounts.searching.changes import index_all
from accounts.searching.fitting import fit
from accounts.searching.newest import Best, Newest, Table
from accounts.searching.question import ask
from accounts.searching.ranking import found
from articles.models import ColumnPage, Topic
from comments.models import Comment, State
from tests.cast import make_column, say

pytestmark = pytest.mark.django_db


def pks(queryset, typed: str, **said) -> list[int]:
    return [hit.pk for hit in found(queryset, ask(typed), limit=said.pop("limit", 100), **said)]


def test_the_title_counts_more_and_of_equals_the_newer_comes_first(columns, columnist):
    old = make_column(columns, columnist, "첫째", "파도가 친다.")
    new = make_column(columns, columnist, "둘째", "파도가 친다.")
    titled = make_column(columns, columnist, "파도", "바람이 분다.")
    ColumnPage.objects.filter(pk=old.pk).update(date=timezone.now() - timedelta(days=900))
    build_all()
    assert pks(ColumnPage.objects.live(), "파도") == [titled.pk, new.pk, old.pk]
    assert pks(ColumnPage.objects.live(), "파도", newest_first=True)[-1] == old.pk


def test_the_newest_of_several_tables_are_what_each_of_them_finds(
    columns, columnist, discussion, reader, lawyer, django_assert_num_queries
):
    for number in range(7):
        say(discussion, lawyer if number % 2 else reader, "파도가 친다." * (number + 1))
    old, titled = make_column(columns, columnist, "첫째", "파도가 친다."), make_column(columns, columnist, "파도", "바람이 분다.")
    ColumnPage.objects.filter(pk=old.pk).update(date=timezone.now() - timedelta(days=900))
    say(discussion, reader, "파도가 친다.", state=State.PENDING)
    build_all()
    question = ask("파도")
    of_each = {ColumnPage: ColumnPage.objects.all(), Comment: Comment.objects.published(), Topic: Topic.objects.all()}
    newest = Newest(*(Table(model, lambda rows=rows: rows) for model, rows in of_each.items()), limit=3)
    with django_assert_num_queries(1):
        pages, comments, topics = newest(question)
    for found_here, rows in ((pages, of_each[ColumnPage]), (comments, of_each[Comment])):
        assert [hit.pk for hit in found_here.hits] == pks(rows, "파도", limit=3)
    assert [hit.pk for hit in pages.hits] == [titled.pk, old.pk]
    assert (pages.are_all, comments.are_all, topics) == (True, False, Best([]))
    by_date = Newest(Table(ColumnPage, newest_first=True), limit=1)
    assert by_date(question)[0].hits == found(ColumnPage.objects.all(), question, newest_first=True, limit=1)


def test_the_newest_are_chosen_by_what_is_likely(discussion, reader, lawyer, monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 3)
    mine = [say(discussion, lawyer, "파도가 친다.").pk for _number in range(2)]
    for _number in range(6):
        say(discussion, reader, "파도가 친다.")
    build_all()
    everything, his = Table(Comment), Table(Comment, lambda: Comment.objects.filter(author=lawyer))
    assert not set(mine) & {hit.pk for hit in Newest(everything, limit=9)(ask("파도"))[0].hits}
    assert {hit.pk for hit in Newest(his, limit=9)(ask("파도"))[0].hits} == set(mine)


def test_short_texts_fit_by_how_often_and_in_how_few_words_they_say_it():
    asked = '{title body} : (("파도") OR ("물결"))'
    assert fit("", "바람", asked) == 0
    assert fit("파도", "바람", asked) > fit("바람", "파도", asked) > fit("", "파도 바람 하늘 구름", asked) > 0
    assert fit("", "파도 파도", asked) > fit("", "파도 바람", asked)
    assert fit("", "파도 물결", asked) > fit("", "파도 바람", asked)
    assert fit("", "파도타기", asked) == 0, "a token is not found within another"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's indexes are filled by themselves")
def test_the_index_of_pages_is_filled_where_it_is_made_anew(columns, columnist, discussion, reader):
    column = make_column(columns, columnist, "첫째", "파도가 친다.")
    say(discussion, reader, "파도가 친다.")
    build_all()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {tables.PAGE_WORDS}")
        tables.make_after_migrate(using="default")
        cursor.execute(f"SELECT count(*) FROM {tables.PAGE_WORDS} WHERE {tables.PAGE_WORDS} MATCH '파도'")  # noqa: S608
        assert cursor.fetchone()[0] == 1, "no comments"
    assert pks(ColumnPage.objects.all(), "파도") == [column.pk]
    column.delete()
    index_all()
    assert pks(ColumnPage.objects.all(), "파도") == []
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {tables.PAGE_WORDS}({tables.PAGE_WORDS}) VALUES ('integrity-check')")  # noqa: S608


def test_one_statement_reads_the_question_and_one_finds(discussion, reader, django_assert_num_queries):
    for _number in range(5):
        say(discussion, reader, "파도가 친다.")
    build_all()
    with django_assert_num_queries(1):
        question = ask("파도")
    with django_assert_num_queries(1):
        assert len(found(Comment.objects.published(), question, limit=3)) == 3


def test_what_is_hidden_is_hidden_before_anything_is_indexed_again(column, discussion, reader, moderator, abuse):
    comment = say(discussion, reader, "파도가 친다.")
    waiting = say(discussion, reader, "파도가 또 친다.", state=State.PENDING)
    build_all()
    public = Comment.objects.on_public_pages()
    assert pks(public, "파도") == [comment.pk]
    assert set(pks(Comment.objects.all(), "파도")) == {comment.pk, waiting.pk}, "moderators find it"
    comment.reject(by=moderator, rule=abuse, reason="까닭")
    assert pks(public, "파도") == []
    waiting.publish(by=moderator)
    assert pks(public, "파도") == [waiting.pk]
    column.unpublish()
    assert pks(public, "파도") == []


def test_of_a_very_common_word_the_newest_are_ranked_but_who_may_see_few_finds_the_old_ones_too(discussion, reader, lawyer, monkeypatch):
    monkeypatch.setattr(ranking, "RANKED", 3)
    old = say(discussion, lawyer, "파도가 친다.")
    new = [say(discussion, reader, "파도가 친다.").pk for _number in range(6)]
    build_all()
    assert set(pks(Comment.objects.all(), "파도")) == set(new[-3:])
    assert pks(Comment.objects.filter(author=lawyer), "파도") == [old.pk]


def test_two_words_that_stand_side_by_side_in_most_texts_are_one(discussion, reader, settings):
    settings.SEARCH_ANALYSER = "kiwi"
    together = [say(discussion, reader, text).pk for text in ("해양 오염이 심하다.", "해양오염을 막자.", "해양오염의 값.")]
    apart = say(discussion, reader, "해양에 나갔다. 공기의 오염은 다른 문제다.").pk
    build_all()
    assert set(pks(Comment.objects.all(), "해양 오염")) == set(together)
    assert set(pks(Comment.objects.all(), "해양오염")) == set(together)
    assert apart in pks(Comment.objects.all(), "해양의 오염")
    for _number in range(5):
        say(discussion, reader, "해양에 나갔다. 공기의 오염은 다른 문제다.")
    index_all()
    assert apart in pks(Comment.objects.all(), "해양 오염")


def test_a_change_that_comes_while_another_is_indexed_is_not_lost(discussion, reader, monkeypatch):
    from accounts.searching import changes

    build_all()
    comment = say(discussion, reader, "바람이 분다.")
    read = changes.entries_of

    def meanwhile(index, instances):
        entries = read(index, instances)
        if instances == [comment]:
            Comment.objects.filter(pk=comment.pk).update(source="파도가 친다.")
        return entries

    monkeypatch.setattr(changes, "entries_of", meanwhile)
    changes.index_some()
    monkeypatch.undo()
    assert SearchChange.objects.exists()
    index_all()
    assert pks(Comment.objects.all(), "파도") == [comment.pk]


def test_the_triggers_are_put_back_after_every_migrate():
    from accounts.searching import triggers

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER search_comments_comment_insert")
            cursor.execute("DROP TRIGGER accounts_searchentry_put")
            cursor.execute("DROP TRIGGER accounts_searchentry_pages_put")
        else:
            cursor.execute("DROP TRIGGER search_comments_comment ON comments_comment")
        triggers.restore_after_migrate(using="default")
        tables.make_after_migrate(using="default")
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search!_%' ESCAPE '!'"
            if connection.vendor == "sqlite"
            else "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'search!_%' ESCAPE '!'"
        )
        assert cursor.fetchone()[0] == (6 if connection.vendor == "sqlite" else 2)


def test_a_kind_that_there_is_no_more_holds_nothing_up(discussion, reader):
    build_all()
    SearchChange.objects.create(kind="gone.thing", object_pk=1)
    comment = say(discussion, reader, "파도가 친다.")
    index_all()
    assert pks(Comment.objects.all(), "파도") == [comment.pk]
    assert not SearchChange.objects.exists()
