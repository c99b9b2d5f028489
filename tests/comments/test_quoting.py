"""Quoting a comment in an answer: its own words, one level deep."""

import pytest
from bs4 import BeautifulSoup

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Discussion, KeptDraft
from comments.quoting import quoted
from comments.rendering import render
from tests.cast import log_in, say


@pytest.mark.parametrize(
    ("source", "quotation"),
    [
        ("한 문장입니다.", "> 한 문장입니다.\n\n"),
        ("하나\n\n둘", "> 하나\n>\n> 둘\n\n"),
        ("> 남의 말\n\n내 말", "> 내 말\n\n"),
        ("앞\n\n> 남의 말\n\n뒤", "> 앞\n>\n> 뒤\n\n"),
        ("> 남의 말뿐", "> 남의 말뿐\n\n"),
        ("> > 두 겹", "> 두 겹\n\n"),
        ("- 하나\n- > 둘", "> - 하나\n> - 둘\n\n"),
        ("3 > 2 입니다", "> 3 > 2 입니다\n\n"),
    ],
)
def test_the_words_themselves_are_quoted(source: str, quotation: str) -> None:
    assert quoted(source) == quotation


@pytest.mark.parametrize("source", ["> > > 세 겹", "1. > - > 겹겹이", "- - > x\n> > y", "> a\nb\n> > c", "말\n>    > 안쪽", ">- >x"])
def test_quotations_never_nest(source: str) -> None:
    html = BeautifulSoup(render(quoted(source) + "답"), "html.parser")
    assert html.select("blockquote")
    assert not html.select("blockquote blockquote")


def composer(user: User, path: str) -> BeautifulSoup:
    return BeautifulSoup(log_in(user).get(path).content, "html.parser").select_one("form#composer")


def test_the_answer_opens_with_the_whole_quoted(discussion: Discussion, lawyer: User, reader: User) -> None:
    parent = say(discussion, lawyer, "**길게** 쓴 말입니다.")
    page = BeautifulSoup(log_in(reader).get(f"/comments/{parent.pk}/reply/").content, "html.parser")
    assert page.select_one("textarea").get_text().strip() == ""
    link = page.select_one(".answered a[href*=quote]")["href"].partition("#")[0]
    assert composer(reader, link).select_one("textarea").get_text() == "\n> **길게** 쓴 말입니다.\n\n"


def test_a_text_that_was_kept_goes_before_a_quotation(column: ColumnPage, discussion: Discussion, lawyer: User, reader: User) -> None:
    parent = say(discussion, lawyer)
    draft = KeptDraft.keep(column.page_ptr, "맡겨 둔 글", parent)
    assert (
        composer(reader, f"/comments/{parent.pk}/reply/?quote=1&draft={draft.token}").select_one("textarea").get_text().strip()
        == "맡겨 둔 글"
    )
