"""Whatever is typed, and whatever an address says: a clear answer in words, never an error, and never everything."""

import json
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from comments.models import Discussion
from tests.portal.search.conftest import Search

pytestmark = pytest.mark.django_db

NOTHING = {
    "blank": "   ", "wide blank": "\u3000\u3000", "invisible": "\u200b\u200d\ufeff", "one quotation mark": '"', "quotation marks": "''\"\"‘’“”",
    "punctuation": "!!! … ??? %%% ___ ·", "operators": "() * : - + ^ & | \\", "a NUL": "\x00", "emoji": "😀👍🏽🇰🇷", "only particles": "은 는 이 가",
    "control characters": "\x01\x02\x1b", "brackets": "[]{}<>", "a lone surrogate": "\udcff",
}  # fmt: skip
SOMETHING = {
    "a stray quotation mark": '변호사"', "a phrase": '"변호사"', "an operator": "변호사 AND OR NOT", "a column filter": "title:변호사", "a star": "변호사*",
    "a NUL within": "변호\x00사", "with an emoji": "변호사 😀", "SQL": "변호사'; DROP TABLE accounts_user; --", "a comment of SQL": "변호사/**/", "near": "NEAR(변호사 밤)",
    "script": "<script>alert(1)</script>변호사", "a percent sign": "변호사%", "a tsquery": "변호사 & !번역가 | (판사 <-> 검사):*", "backslashes": "변호사\\\\'",
    "right to left": "\u202e변호사", "full width": "변호사\uff1f", "ten thousand characters": "변호사 " * 2500, "ten thousand letters": "변호사" + "가" * 10_000,
}  # fmt: skip


def status(page: BeautifulSoup) -> str:
    return page.select_one(".seek-status").text.strip()


def ask(words: str, **query: str) -> BeautifulSoup:
    """As bytes in the address, so that what is no text can be sent as well."""
    asked = "&".join([f"q={quote(words, errors='surrogateescape')}", *(f"{name}={quote(value)}" for name, value in query.items())])
    answer = Client().get(f"/search/?{asked}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("name", NOTHING)
def test_what_has_no_word_in_it_finds_nothing_and_says_so(talked: Discussion, name: str) -> None:
    page = ask(NOTHING[name])
    assert not page.select(".teaser, .voice, .entry, .tabs")
    assert page.select(".popular a"), "there is a way on"
    visible = page.select_one("#seek")["value"]
    assert ("찾을 수 있는 낱말이 없습니다" in status(page)) == bool(visible)
    answer = Client().get(f"/search/suggestions/?q={quote(NOTHING[name], errors='surrogateescape')}")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"suggestions": []})


@pytest.mark.parametrize("name", SOMETHING)
def test_whatever_stands_around_a_word_is_no_error_and_not_everything(talked: Discussion, name: str) -> None:
    words = SOMETHING[name]
    page = ask(words)
    assert "검색 결과" in status(page)
    assert not page.select("main script")
    assert page.select_one("#seek")["value"].startswith(words.replace("\x00", " ").lstrip("\u202e")[:3])
    assert Client().get(f"/search/suggestions/?q={quote(words)}").status_code == 200


def test_what_is_too_long_is_cut_and_it_is_said(talked: Discussion) -> None:
    page = ask("변호사 " + "가나다 " * 3000)
    assert "처음 100자까지만" in status(page)
    assert len(page.select_one("#seek")["value"]) <= 100


def test_syllables_that_are_typed_apart_are_found_as_they_are_written(talked: Discussion) -> None:
    import unicodedata

    page = ask(unicodedata.normalize("NFD", "변호사"))
    assert page.select(".of-columns .teaser")
    assert page.select_one("#seek")["value"] == "변호사"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "everything"), ("kind", "comments' OR 1=1"), ("profession", "' OR 1=1 --"), ("profession", "no-such-profession"), ("profession", "가" * 5000),
        ("topic", "없는-주제"), ("topic", "%00"), ("topic", "\x00"), ("when", "0000"), ("when", "9999"), ("when", "1e9"), ("when", "-1"), ("when", "２０２５"),
        ("order", "score; DROP TABLE"), ("order", "random"),
    ],
)  # fmt: skip
def test_a_forged_filter_is_left_out_and_it_is_said(talked: Discussion, name: str, value: str) -> None:
    page = ask("변호사", **{name: value})
    assert "알 수 없는 조건" in status(page)
    assert len(page.select(".of-comments .voice")) == 3
    assert not page.select(".facets [aria-current]")


@pytest.mark.parametrize("value", ["s999999999", "c1", "x", "s-1", "s1e9", "9" * 50, "0", "\x00", "s\x00", "' OR 1=1", "가나다"])
def test_a_forged_place_begins_at_the_beginning_and_it_is_said(talked: Discussion, value: str) -> None:
    page = ask("변호사", kind="comments", after=value)
    assert len(page.select(".of-comments .voice")) == 3
    assert "처음부터" in page.select_one(".of-comments .note").text


def test_a_year_that_the_calendar_has_is_a_filter_like_any_other(talked: Discussion) -> None:
    assert "찾지 못했습니다" in status(ask("변호사", when="1999"))


def test_the_same_name_twice_is_the_last(talked: Discussion, search: Search) -> None:
    assert search(path="/search/?q=%EB%B2%88%EC%97%AD%EA%B0%80&q=%EB%B3%80%ED%98%B8%EC%82%AC").select_one("#seek")["value"] == "변호사"


def test_it_is_only_read(talked: Discussion, client: Client) -> None:
    for address in ("/search/", "/search/suggestions/"):
        assert client.post(address, {"q": "변호사"}).status_code == 405
        assert client.head(address, {"q": "변호사"}).status_code == 200


def test_without_an_index_there_is_an_answer_too(discussion: Discussion, search: Search) -> None:
    from accounts.models import SearchIndex

    SearchIndex.objects.all().delete()
    assert "아직 모으고 있습니다" in status(search("변호사"))  # and not that there is nothing
