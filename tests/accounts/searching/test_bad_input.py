"""Whatever is typed: an answer, and never everything."""

import pytest
from wagtail.models import Page

from accounts.searching.building import build_all
from accounts.searching.looking_up import looked_up
from accounts.searching.marking import extract
from accounts.searching.question import LONGEST, ask
from accounts.searching.ranking import found, matching
from accounts.searching.state import answering
from comments.models import Comment
from tests.cast import say

pytestmark = pytest.mark.django_db

ODD = {
    "empty": "",
    "blank": " \t\n　",
    "a quotation mark": '"',
    "quotation marks": '"“”‘’\'"',
    "an open quotation": '"파도',
    "operators": "AND OR NOT NEAR(파도 바다) -파도 *",
    "a column": "title : 파도",
    "parentheses": ")파도((",
    "a star": "*",
    "NUL": "\0",
    "NUL inside": "파\0도",
    "emoji": "😀🏳️‍🌈",
    "very long": "파도" * 5_000,
    "very many": "파도 " * 5_000,
    "particles": "은 는 에서",
    "punctuation": "!!! … ?",
    "SQL": "'; DROP TABLE accounts_searchentry; --",
    "script": "<script>alert(1)</script>",
    "half a character": "\ud800",
    "a percent sign": "%",
    "a backslash": "\\",
    "what PostgreSQL understands": "파도:* & !바다 | <->",
    "only letters": "ㅋㅋㅋ",
    "runes": "ᚠ1 ᚠ1commentscomment",
    "combining marks": "e\u0301" * 300,
    "from the right": "\u202e도파\u202c",
}


@pytest.fixture(params=["bigrams", "kiwi"])
def comment(request, settings, column, discussion, reader) -> Comment:
    settings.SEARCH_ANALYSER = request.param
    comment = say(discussion, reader, "사흘 동안 눈이 내렸습니다.")
    build_all()
    return comment


def test_nothing_odd_raises_or_finds_everything(comment: Comment):
    for name, typed in ODD.items():
        question = ask(typed)
        if question:
            assert len(question.typed) <= LONGEST, name
            assert found(Comment.objects.all(), question, limit=10) == [], name
            assert list(matching(Comment.objects.all(), question)) == [], name
            assert "".join(piece for piece, _marked in extract(comment.source, question, length=200)) == comment.source, name
        assert list(Page.objects.search(typed)) == [], name
        assert list(Page.objects.autocomplete(typed)) == [], name
        assert list(Comment.objects.filter(looked_up(Comment, typed))) == [], name


@pytest.mark.parametrize("name", ["empty", "blank", "particles", "punctuation", "NUL", "a percent sign", "emoji"])
def test_where_nothing_could_be_looked_for_that_is_said(comment: Comment, name: str):
    assert ask(ODD[name]) is None


def test_before_there_is_an_index_nothing_is_found(column):
    assert answering() is None
    question = ask("파도")
    assert question is not None
    assert found(Comment.objects.all(), question, limit=10) == []
    assert list(Page.objects.search("초벌")) == list(Page.objects.autocomplete("초벌")) == []
