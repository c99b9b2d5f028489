"""What comes first, in how many statements, and that nothing is found that may not be seen."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import SearchChange
from accounts.searching import ranking
from accounts.searching.building import build_all
from accounts.searching.changes import index_all
from accounts.searching.question import ask
from accounts.searching.ranking import Hit, found
from articles.models import ColumnPage
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


def test_a_prepared_search_finds_the_same_as_one_that_is_compiled_each_time(discussion, reader, lawyer):
    for number in range(7):
        say(discussion, lawyer if number % 2 else reader, "파도가 친다." * (number + 1))
    build_all()

    def of(author: int) -> ranking.Search:
        return ranking.Search(Comment.objects.filter(author=author).order_by().values_list("pk", "author"), Comment.objects.published())

    prepared = ranking.PreparedSearch(of, int)
    for author in (reader, lawyer):
        rows = prepared(ask("파도"), author.pk, limit=3)
        assert [Hit(*row[:2]) for row in rows] == found(Comment.objects.filter(author=author), ask("파도"), limit=3)
        assert {tuple(row[3:]) for row in rows} == {(row[0], author.pk) for row in rows}


@pytest.mark.parametrize("seen", [0, 1], ids=["none of the newest is seen", "one of the newest is seen"])
def test_a_prepared_search_looks_further_where_most_of_the_newest_may_not_be_seen(discussion, reader, lawyer, monkeypatch, seen):
    monkeypatch.setattr(ranking, "RANKED", 3)
    monkeypatch.setattr(ranking, "MANY", ranking.prepared.Prepared(ranking._many, str, int, int))
    mine = [say(discussion, lawyer, "파도가 친다.").pk for _number in range(2)]
    for _number in range(6):
        say(discussion, reader, "파도가 친다.")
    mine += [say(discussion, lawyer, "파도가 친다.").pk for _number in range(seen)]
    build_all()
    rows = Comment.objects.filter(author=lawyer).order_by().values_list("pk")
    prepared = ranking.PreparedSearch(lambda: ranking.Search(rows, Comment.objects.published()))
    assert {row[0] for row in prepared(ask("파도"), limit=10)} == set(mine)


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
    from accounts.searching import tables, triggers

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER search_comments_comment_insert")
            cursor.execute("DROP TRIGGER accounts_searchentry_put")
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
