"""What a stranger reads sets no cookie, carries no token and writes nothing."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Discussion
from tests.cast import say

WRITING = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|SAVEPOINT)", re.IGNORECASE)
PATHS = (
    "/",
    "/columns/",
    "/columns/?page=2",
    "/professions/",
    "/professions/lawyer/",
    "/people/han-seoyun/",
    "/people/yunhaein/",
    "/topics/일과-기술/",
    "/feeds/columns.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/search/",
    "/search/?q=변호사",
    "/search/?q=변호사&kind=comments",
    "/search/?q=없는말",
    "/search/suggestions/?q=변",
    "/nope/",
    "/healthz",
)


@pytest.fixture
def talked_about(tagged: ColumnPage, lawyer: User) -> ColumnPage:
    say(Discussion.for_writing(tagged), lawyer)
    return tagged


def check(client: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        content = response.content if not response.streaming else b""
    assert not response.cookies, path
    assert b"csrfmiddlewaretoken" not in content
    assert not [query["sql"] for query in queries if WRITING.match(query["sql"])]
    assert b"<style" not in content
    assert b" style=" not in content
    assert not re.search(rb"<script(?![^>]*(\bsrc=|application/ld\+json))", content)
    assert not re.search(rb"\son[a-z]+=", content)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page(talked_about: ColumnPage, client: Client, path: str, prefix: str) -> None:
    check(client, prefix + path)


def test_a_column(talked_about: ColumnPage, client: Client) -> None:
    check(client, talked_about.url)
    check(client, f"/en/columns/{talked_about.slug}/")
    check(client, f"/c/{talked_about.pk}/")


def test_the_first_read_of_a_column_makes_no_discussion(tagged: ColumnPage, client: Client) -> None:
    client.get(tagged.url)
    assert not Discussion.objects.filter(page=tagged).exists()
