"""A NUL in an address is an address that leads nowhere, on either database."""

import pytest
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from tests.cast import log_in

ADDRESSES = [
    "/%00",
    "/columns/%00/",
    "/people/%00/",
    "/professions/a%00/",
    "/topics/%00/",
    "/terms/%00/",
    "/feeds/people/%00.atom",
    "/en/%00/",
]
QUERIES = ["?draft=%00", "?after=%00", "?at=1%00", "?order=%00", "?page=%00"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_a_nul_is_not_found(column: ColumnPage, address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("query", QUERIES)
def test_a_question_with_a_nul_is_not_found(column: ColumnPage, reader: User, query: str) -> None:
    assert log_in(reader).get(f"{column.url}{query}").status_code == 404


def test_what_is_searched_for_may_have_one_in_it(column: ColumnPage) -> None:
    for address in ("/search/?q=%00", "/en/search/?q=a%00b&kind=%00&after=%00", "/search/suggestions/?q=%00"):
        assert Client().get(address).status_code == 200


def test_a_form_with_a_nul_is_answered_in_words(column: ColumnPage, reader: User) -> None:
    response = log_in(reader).post(f"/comments/on/{column.pk}/", {"body": "\x00", "draft": "\x00", "parent": "\x00", "key": "\x00"})
    assert response.status_code == 422
