"""The list of columns."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import ColumnIndexPage, ColumnPage
from tests.portal.conftest import Read


def test_an_empty_list_says_so(columns: ColumnIndexPage, read: Read) -> None:
    assert read("/columns/").select(".empty")


def test_it_comes_in_pages(many: list[ColumnPage], read: Read) -> None:
    first, second = read("/columns/"), read("/columns/", page=2)
    assert len(first.select(".teaser")) == 12
    assert len(second.select(".teaser")) == 1
    assert first.select_one("[rel=next]")["href"] == "?page=2"
    assert second.select_one("[rel=prev]")["href"] == "?page=1"
    assert second.select_one("link[rel=canonical]")["href"].endswith("/columns/?page=2")


@pytest.mark.parametrize(("asked", "shown"), [("999", 1), ("0", 1), ("-1", 1), ("abc", 12), ("", 12)])
def test_a_page_that_is_not_there_shows_the_nearest(many: list[ColumnPage], read: Read, asked: str, shown: int) -> None:
    assert len(read("/columns/", page=asked).select(".teaser")) == shown


def test_drafts_and_private_columns_are_not_listed(many: list[ColumnPage], read: Read) -> None:
    many[0].unpublish()
    many[1].view_restrictions.create(restriction_type="login")
    titles = [teaser.text for teaser in read("/columns/").select(".teaser h3")]
    assert len(titles) == 11
    assert not {many[0].title, many[1].title} & set(titles)


def test_its_queries_do_not_grow_with_the_list(
    many: list[ColumnPage], client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    client.get("/columns/")
    with django_assert_num_queries(14):
        client.get("/columns/")
