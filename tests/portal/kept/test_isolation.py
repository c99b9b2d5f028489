"""Nobody gets what was kept for somebody else, and nobody can have kept what others would then get."""

import pytest

from tests.cast import log_in
from tests.portal.kept.conftest import REAL, kept_by_then


@REAL
def test_a_page_kept_to_members_is_given_to_no_stranger(ask, column, reader):
    assert kept_by_then(ask, column.url)
    column.view_restrictions.create(restriction_type="login")
    assert ask(column.url).status == 302
    session = log_in(reader).cookies["sessionid"].value
    assert ask(column.url, HTTP_COOKIE=f"sessionid={session}").status == 200
    assert ask(column.url).status == 302


@REAL
def test_members_and_strangers_never_get_each_others_pages(ask, said, column, reader):
    assert kept_by_then(ask, column.url)
    cookie = f"a=b; sessionid={log_in(reader).cookies['sessionid'].value}"
    mine = ask(column.url, HTTP_COOKIE=cookie)
    assert not mine.is_kept
    assert "느린걸음" in mine.body.decode()
    assert "private" in mine.headers["Cache-Control"]
    assert "ETag" not in mine.headers
    theirs = ask(column.url)
    assert theirs.is_kept
    assert "느린걸음" not in theirs.body.decode()
    assert not ask(column.url, HTTP_COOKIE="messages=x").is_kept
    assert not ask(column.url, HTTP_COOKIE="sessionid=long-gone").is_kept
    assert ask(column.url, HTTP_COOKIE="csrftoken=x; theme=dark").is_kept


def test_a_members_page_is_never_the_first_to_be_kept(ask, column, reader):
    session = log_in(reader).cookies["sessionid"].value
    ask(column.url, HTTP_COOKIE=f"sessionid={session}")
    ask(column.url, HTTP_COOKIE="messages=x")
    assert not ask(column.url).is_kept


POISON = {
    "another host": {"HTTP_HOST": "localhost:8000"},
    "no port": {"HTTP_HOST": "127.0.0.1"},
    "https": {"wsgi.url_scheme": "https"},
    "below another path": {"SCRIPT_NAME": "/x"},
}


@pytest.mark.parametrize("odd", POISON.values(), ids=POISON)
def test_what_is_asked_for_in_another_way_is_neither_stored_nor_answered_from_the_store(ask, column, odd):
    ask("/", **odd)
    assert not ask("/").is_kept
    assert ask("/").is_kept
    assert not ask("/", **odd).is_kept


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE"])
def test_other_methods_go_to_django(ask, column, method):
    assert kept_by_then(ask, column.url)
    assert not ask(column.url, method).is_kept


def test_languages_have_addresses_of_their_own(ask, column):
    ask("/", HTTP_ACCEPT_LANGUAGE="en", HTTP_COOKIE="django_language=en")
    answer = ask("/", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.is_kept
    assert answer.headers["Content-Language"] == "ko"
    assert answer.headers["Vary"] == "Cookie, Accept-Encoding"
    assert b'lang="ko"' in answer.body
    assert ask("/en/").headers["Content-Language"] == "en"


def test_what_does_not_matter_in_a_query_is_not_seen_by_the_page(ask, said, column):
    plain = ask(column.url)
    for query in ("utm_source=x&fbclid=y", "draft=abc", "q=%3Cb%3E", "page=7"):
        answer = ask(f"{column.url}?{query}")
        assert answer.body == plain.body, query
        assert answer.is_kept or query == "page=7"  # the door cannot know that a column has no pages
    first = ask(f"{column.url}?order=new&utm_source=x&kind=question")
    again = ask(f"{column.url}?fbclid=1&kind=question&order=old&order=new")
    assert again.is_kept
    assert again.body == first.body
    assert b"utm_source" not in first.body


@pytest.mark.parametrize(
    "query", ["page=abc", "page=-1", "order=%00", "lens=a%20b", "after=12345678901", "at=" + "1" * 3000, "order=\udcff"]
)
def test_a_query_as_nobody_links_it_is_answered_and_not_kept(ask, column, query):
    address = f"{column.url}?{query.encode('utf-8', 'surrogateescape').decode('latin-1')}"
    if "page" in query:
        address = f"/columns/?{query}"
    ask(address)
    assert not ask(address).is_kept


@pytest.mark.parametrize("path", ["//columns/", "/columns//", "/./columns/", "/columns/../columns/", "/~kept/", "/columns/~kept/page"])
def test_odd_paths_are_never_kept(ask, columns, path):
    ask(path)
    assert not ask(path).is_kept


def test_a_path_in_another_unicode_form_is_answered_and_not_kept(ask, column):
    import unicodedata

    address = unicodedata.normalize("NFD", column.url if "%" not in column.url else f"/columns/{column.slug}/")
    for _time in range(2):
        answer = ask(address)
        assert not answer.is_kept
        assert answer.status in (200, 301)


@pytest.mark.parametrize("path", ["/nope/", "/people/nobody/", "/c/1/", "/healthz", "/comments/on/1/news/"])
def test_what_is_not_a_page_is_not_kept(ask, column, path):
    ask(path)
    assert not ask(path).is_kept


def test_an_address_of_old_is_looked_up_with_its_query(ask, column):
    from wagtail.contrib.redirects.models import Redirect

    Redirect.add_redirect("/old/?id=7", column)
    assert ask("/old/?id=7").status == 301


def test_a_part_of_a_page_for_script_is_not_the_page(ask, said, column):
    address = f"/comments/{said.pk}/thread/"
    part = {"HTTP_HX_CURRENT_URL": f"http://127.0.0.1:8000{column.url}", "HTTP_HX_REQUEST": "true"}
    ask(address, **part)
    assert not ask(address).is_kept
    assert not ask(address, **part).is_kept
    assert ask(address).is_kept
