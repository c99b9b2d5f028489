"""People: members and columnists at one kind of address."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.encoding import iri_to_uri

from accounts.models import User
from articles.models import Author, ColumnPage
from comments.models import Discussion, State
from tests.cast import make_member, say
from tests.portal.conftest import Read


def test_a_columnist_without_an_account_has_columns_and_a_feed(column: ColumnPage, read: Read) -> None:
    page = read("/people/han-seoyun/")
    assert page.h1.text == "한서윤"
    assert page.select_one(".teaser h3").text == column.title
    assert page.select_one("link[type='application/atom+xml']")["href"] == "/feeds/people/han-seoyun.atom"
    assert not page.select("#comments")


def test_a_member_has_comments_and_the_profession_that_is_shown(discussion: Discussion, lawyer: User, read: Read) -> None:
    say(discussion, lawyer, "법정에서 본 것을 적습니다.")
    say(discussion, lawyer, "아직 읽히지 않은 말", state=State.PENDING)
    page = read("/people/yunhaein/")
    assert page.select_one(".prof-head .seal.d-law.ok")
    assert page.select_one(".verified")
    assert [voice.text.strip() for voice in page.select(".voice .quote")] == ["법정에서 본 것을 적습니다."]
    assert not page.select(".teaser")


def test_a_regulated_title_that_nobody_checked_is_not_shown(unchecked_physician: User, read: Read) -> None:
    page = read("/people/not-yet/")
    assert page.select_one(".prof-head .seal.d-none")
    assert not page.select("a[href='/professions/physician/']")


def test_a_columnist_who_comments_has_both(column: ColumnPage, columnist: Author, discussion: Discussion, read: Read) -> None:
    member = make_member("seoyun", "서윤")
    columnist.user = member
    columnist.save()
    say(discussion, member)
    page = read("/people/seoyun/")
    assert page.h1.text == "한서윤"
    assert page.select(".teaser")
    assert page.select(".voice")


@pytest.mark.parametrize("typed", ["YunHaein", "ＹＵＮＨＡＥＩＮ", "yun\u200bhaein"])
def test_any_spelling_of_a_handle_leads_to_its_own(lawyer: User, client: Client, typed: str) -> None:
    response = client.get(f"/people/{typed}/")
    assert (response.status_code, response.url) == (302, "/people/yunhaein/")


def test_a_korean_handle_is_found_in_either_unicode_form(db: None, client: Client) -> None:
    make_member("느린걸음", "느린걸음")
    assert client.get("/people/느린걸음/").status_code == 200
    response = client.get(unicodedata.normalize("NFD", "/people/느린걸음/"))
    assert response.url == iri_to_uri("/people/느린걸음/")


def test_nobodys_handle_is_not_found_and_that_of_somebody_who_left_is_gone(lawyer: User, client: Client) -> None:
    assert client.get("/people/nobody/").status_code == 404
    lawyer.close()
    assert client.get("/people/yunhaein/").status_code == 410


def test_comments_come_in_pages(discussion: Discussion, lawyer: User, read: Read) -> None:
    for number in range(21):
        say(discussion, lawyer, f"말 {number}")
    assert len(read("/people/yunhaein/").select(".voice")) == 20
    second = read("/people/yunhaein/", comments=2)
    assert [voice.text.strip() for voice in second.select(".voice .quote")] == ["말 0"]
    assert second.select_one("[rel=prev]")["href"] == "?comments=1#comments"


def test_what_was_said_under_an_unpublished_column_is_not_listed(
    column: ColumnPage, discussion: Discussion, lawyer: User, read: Read
) -> None:
    say(discussion, lawyer)
    column.unpublish()
    assert not read("/people/yunhaein/").select(".voice")


def test_queries(many: Any, lawyer: User, columnist: Author, client: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    columnist.user = lawyer
    columnist.save()
    for column in many:
        say(Discussion.for_writing(column), lawyer)
    client.get("/people/yunhaein/")
    with django_assert_num_queries(14):
        client.get("/people/yunhaein/")
