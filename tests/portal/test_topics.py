"""Topics."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from accounts.models import User
from articles.models import ColumnPage, Topic
from tests.cast import log_in
from tests.portal.conftest import Read

ADDRESS = "/topics/일과-기술/"


def test_a_topic_shows_its_columns_and_its_feed(tagged: ColumnPage, many: Any, read: Read) -> None:
    page = read(ADDRESS)
    assert page.h1.text == "일과 기술"
    assert [teaser.text for teaser in page.select(".teaser h3")] == [tagged.title]
    assert page.select_one("link[type='application/atom+xml']")["href"] == iri_to_uri("/feeds/topics/일과-기술.atom")


def test_it_is_found_in_either_unicode_form(tagged: ColumnPage, client: Client) -> None:
    response = client.get(unicodedata.normalize("NFD", ADDRESS))
    assert (response.status_code, response.url) == (301, iri_to_uri(ADDRESS))


def test_an_unknown_topic_is_not_found(db: None, client: Client) -> None:
    assert client.get("/topics/없음/").status_code == 404


def test_a_topic_without_columns_says_so(db: None, read: Read) -> None:
    Topic.objects.create(name="언론")
    assert read("/topics/언론/").select(".empty")


@pytest.mark.parametrize("used", [True, False])
def test_only_an_unused_topic_can_be_deleted(tagged: ColumnPage, editor: User, used: bool) -> None:
    topic = Topic.objects.get() if used else Topic.objects.create(name="언론")
    log_in(editor).post(reverse("wagtailsnippets_articles_topic:delete", args=[topic.pk]))
    assert Topic.objects.filter(pk=topic.pk).exists() == used


def test_queries(tagged: ColumnPage, many: Any, client: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    for column in many:
        column.topics.set(Topic.objects.all())
        column.save()
    client.get(ADDRESS)
    with django_assert_num_queries(9):
        client.get(ADDRESS)
