"""What is found, by whichever analyser: the index as the rest of the site asks it."""

import pytest
from wagtail.models import Page

from accounts.models import Profession, SearchChange, User
from accounts.searching.building import build_all
from accounts.searching.changes import index_all
from accounts.searching.marking import extract
from accounts.searching.question import ask
from accounts.searching.ranking import found, matching
from accounts.searching.state import analyser_in_use
from articles.models import Author, ColumnPage
from comments.models import Comment
from tests.cast import say

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["bigrams", "kiwi"])
def _analyser(request, settings) -> None:
    settings.SEARCH_ANALYSER = request.param


@pytest.mark.usefixtures("_analyser")
def test_column_and_comment_are_found_by_a_word_with_another_particle(column, discussion, reader) -> None:
    comment = say(discussion, reader, "국선변호사들의 일은 끝이 없다.")
    build_all()
    question = ask("변호사는")
    assert [hit.pk for hit in found(Comment.objects.all(), question, limit=10)] == [comment.pk]
    assert list(matching(Comment.objects.all(), question)) == [comment]
    assert found(ColumnPage.objects.all(), question, limit=10) == []
    assert [hit.pk for hit in found(ColumnPage.objects.live(), ask("초벌"), limit=10)] == [column.pk]
    assert [hit.pk for hit in found(Profession.objects.all(), ask("변호사"), limit=10)]
    assert analyser_in_use().startswith(("kiwi", "bigrams"))
    assert [piece for piece, marked in extract(comment.source, question, length=100) if marked] == ["변호사"]


def test_what_is_written_after_the_index_was_built_is_found_once_it_was_read(column, discussion, reader) -> None:
    build_all()
    comment = say(discussion, reader, "국선변호사들의 일은 끝이 없다.")
    assert found(Comment.objects.all(), ask("변호사"), limit=10) == []
    index_all()
    assert [hit.pk for hit in found(Comment.objects.all(), ask("변호사"), limit=10)] == [comment.pk]
    Comment.objects.filter(pk=comment.pk).update(source="번역가의 일도 끝이 없다.")
    index_all()
    assert found(Comment.objects.all(), ask("변호사"), limit=10) == []
    assert [hit.pk for hit in found(Comment.objects.all(), ask("번역가"), limit=10)] == [comment.pk]
    User.objects.filter(pk=reader.pk).update(name="강물결")
    column.title = "새 제목은 파도"
    column.save_revision().publish()
    index_all()
    assert [hit.pk for hit in found(User.objects.all(), ask("강물결"), limit=10)] == [reader.pk]
    assert [hit.pk for hit in found(ColumnPage.objects.all(), ask("파도"), limit=10)] == [column.pk]
    assert not SearchChange.objects.exists()


@pytest.mark.usefixtures("_analyser")
def test_wagtail_asks_the_same_index(column) -> None:
    build_all()
    assert list(Page.objects.search("초벌은").results()) == [column.page_ptr]
    assert Page.objects.search("초벌은").count() == 1
    assert list(ColumnPage.objects.live().autocomplete("직업").results()) == [column]
    assert list(ColumnPage.objects.autocomplete("초벌을 잃은 짇").results()) == []
    assert list(ColumnPage.objects.autocomplete("초벌 직ㅇ").results()) == [column]


def test_names_are_not_inflected_and_handles_are_found(columnist, reader, settings) -> None:
    settings.SEARCH_ANALYSER = "kiwi"
    User.objects.filter(pk=reader.pk).update(name="소하람", handle="mul-gyeol")
    Author.objects.filter(pk=columnist.pk).update(name="서하람", handle="seo-haram")
    build_all()
    assert [hit.pk for hit in found(User.objects.all(), ask("소하람"), limit=10)] == [reader.pk]
    assert found(User.objects.all(), ask("했다"), limit=10) == [], "though 람 may be a form of 하다"
    for typed in ("mul-gyeol", "@mul-gyeol", "Mul-Gyeol"):
        assert [hit.pk for hit in found(User.objects.all(), ask(typed), limit=10)] == [reader.pk], typed
    assert [hit.pk for hit in found(Author.objects.all(), ask("@seo-haram"), limit=10)] == [columnist.pk]
    User.objects.filter(pk=reader.pk).update(handle="소하람")
    index_all()
    assert found(User.objects.all(), ask("했다"), limit=10) == [], "nor is a handle"
