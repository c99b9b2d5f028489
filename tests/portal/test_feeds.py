"""Atom feeds (RFC 4287)."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from articles.feeds import MOST
from articles.models import ColumnIndexPage, ColumnPage
from tests.cast import make_column

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = ("/feeds/columns.atom", "/feeds/professions/lawyer.atom", "/feeds/people/han-seoyun.atom", "/feeds/topics/일과-기술.atom")


def entries(client: Client, address: str) -> list[ElementTree.Element]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 - our own


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_feed_brings_the_columns_it_is_for(tagged: ColumnPage, columns: ColumnIndexPage, client: Client, address: str) -> None:
    (entry,) = entries(client, address)
    assert entry.findtext(f"{ATOM}title") == tagged.title
    assert entry.findtext(f"{ATOM}summary") == tagged.dek
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "한서윤"
    assert entry.findtext(f"{ATOM}id") == f"{settings.BASE_URL}/c/{tagged.pk}/"
    assert entry.find(f"{ATOM}link").get("href").startswith(f"{settings.BASE_URL}/columns/")
    assert {category.get("term") for category in entry.findall(f"{ATOM}category")} == {"변호사", "번역가", "일과 기술"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_not_public_is_in_no_feed(tagged: ColumnPage, client: Client, address: str) -> None:
    tagged.unpublish()
    assert entries(client, address) == []


def test_a_feed_has_thirty_entries_at_most_and_a_fixed_number_of_queries(
    columns: ColumnIndexPage, columnist: Any, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(MOST + 1):
        make_column(columns, columnist, f"칼럼 {number}", "글")
    assert len(entries(client, "/feeds/columns.atom")) == MOST
    with django_assert_num_queries(7):
        client.get("/feeds/columns.atom")


@pytest.mark.parametrize("address", ["/feeds/professions/wizard.atom", "/feeds/people/nobody.atom", "/feeds/topics/없음.atom"])
def test_the_feed_of_nothing_is_not_found(db: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_feed_may_be_kept_for_a_while_and_sets_no_cookie(tagged: ColumnPage, client: Client) -> None:
    response = client.get("/feeds/columns.atom")
    assert "public" in response["Cache-Control"]
    assert not response.cookies
