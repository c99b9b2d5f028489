"""Pages for when something went wrong."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.models import ColumnIndexPage, ColumnPage
from portal.views.errors import server_error
from tests.cast import PASSWORD
from tests.portal.conftest import Read


@pytest.mark.parametrize("address", ["/nope/", "/en/nope/", "/columns/없음/", "/professions/없음/", "/people/!/"])
def test_what_is_not_there_has_a_page_with_ways_on(columns: ColumnIndexPage, client: Client, address: str) -> None:
    response = client.get(address)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert page.select_one("h1")
    assert page.select_one("main .btn")
    assert page.select_one("meta[name=robots][content=noindex]")
    assert not response.cookies


def test_what_is_gone_says_so(column: ColumnPage, client: Client) -> None:
    column.unpublish()
    response = client.get(column.url)
    assert response.status_code == 410
    assert BeautifulSoup(response.content, "html.parser").select_one("h1")


def test_staff_pages_refuse_a_reader_in_the_sites_design(reader: Any, client: Client) -> None:
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get("/cms/", follow=True)
    assert response.status_code == 403
    assert BeautifulSoup(response.content, "html.parser").select_one(".mast")


def test_a_fault_of_ours_has_a_page_without_database_or_session(db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = server_error(RequestFactory().get("/"))
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 500
    assert len(queries) == 0
    assert page.select_one("h1")
    assert "site" in page.select_one("link[rel=stylesheet]")["href"]


def test_that_page_is_shown_when_a_view_breaks(columns: ColumnIndexPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("portal.views.professions.directory", broken)
    client = Client(raise_request_exception=False)
    response = client.get("/professions/")
    assert response.status_code == 500
    assert b"site" in response.content


def test_a_missing_list_of_static_files_does_not_break_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr("portal.views.errors.static", missing)
    assert server_error(RequestFactory().get("/")).status_code == 500


def forged(client: Client, address: str, **data: str) -> Any:
    """A form sent without its token."""
    return Client(enforce_csrf_checks=True).post(address, data, headers={"referer": "http://testserver/columns/x/?order=old"})


def test_a_comment_whose_form_has_expired_is_given_back(column: ColumnPage, client: Client) -> None:
    text = "제가 현장에서 본 것은 <b>달랐습니다</b> & “말”"
    response = forged(client, f"/comments/on/{column.pk}/", body=text)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 403
    kept = page.select_one("textarea[readonly]")
    assert kept.text.strip() == text
    assert page.select_one("main a.btn")["href"] == "/columns/x/?order=old"


def test_a_form_without_a_text_gives_nothing_back_and_no_password(column: ColumnPage, client: Client) -> None:
    response = forged(client, "/accounts/login/", login="slow-walk@example.org", password=PASSWORD)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 403
    assert not page.select("textarea")
    assert PASSWORD not in response.content.decode()


@pytest.mark.parametrize(
    "came_from", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "http://testserver//evil.example/"]
)
def test_the_way_back_never_leads_elsewhere(column: ColumnPage, came_from: str) -> None:
    response = Client(enforce_csrf_checks=True).post(f"/comments/on/{column.pk}/", {"body": "말"}, headers={"referer": came_from})
    href = BeautifulSoup(response.content, "html.parser").select_one("main a.btn")["href"]
    assert href.startswith("/")
    assert not href.startswith("//")


def test_error_pages_speak_english_below_en(columns: ColumnIndexPage, client: Client) -> None:
    page = BeautifulSoup(client.get("/en/nope/").content, "html.parser")
    assert page.html["lang"] == "en"
    assert page.h1.text == "Page not found"


def test_an_address_that_starts_with_two_slashes_makes_no_link_to_elsewhere(columns: ColumnIndexPage, client: Client) -> None:
    page = BeautifulSoup(client.get("//evil.example/columns/").content, "html.parser")
    assert not [link["href"] for link in page.select("a[href], link[href]") if link["href"].startswith("//")]


def test_reading_pages_are_asked_for_again_and_kept_by_nobody_else(column: ColumnPage, reader: Any, client: Client, read: Read) -> None:
    assert client.get(column.url)["Cache-Control"] == "no-cache"
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "private" in client.get(column.url)["Cache-Control"]
