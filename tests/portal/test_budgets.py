"""What a page may cost: queries, requests and bytes, written down. A number that grows fails here; times are for the benchmark."""

import gzip
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.searching.building import build_all
from articles.models import ColumnPage
from comments.models import Comment, Discussion
from demo.accounts import DEMO_ACCOUNTS
from tests.cast import log_in

pytestmark = pytest.mark.django_db

# What is asked for: queries of a stranger, of a member and of a moderator, where nothing is kept. docs/performance.md says why.
QUERIES: dict[str, tuple[int, int, int]] = {
    "front page": (22, 27, 27),
    "columns": (16, 21, 21),
    "column": (14, 27, 33),
    "column, newest first": (14, 27, 33),
    "column, through a lens": (14, 25, 31),
    "column, from a comment on": (15, 27, 33),
    "thread": (8, 16, 16),
    "paragraph": (8, 15, 15),
    "professions": (6, 11, 11),
    "profession": (21, 27, 27),
    "voices of a profession": (5, 10, 10),
    "person": (6, 12, 12),
    "policy": (3, 8, 8),
    "house rules": (4, 9, 9),
    "orders": (1, 6, 6),
    "news": (2, 2, 2),
    "search": (18, 23, 23),
    "search, comments only": (11, 16, 16),
    "search, narrowed": (19, 24, 24),
    "search, nothing found": (8, 13, 13),
    "search, what is proposed": (6, 8, 8),
}
DESK = 12  # the queue of a moderator
REQUESTS, BYTES = 6, 60_000  # of the first view of a column: with its pictures below the fold left out


@pytest.fixture
def addresses(demo: SimpleNamespace) -> dict[str, str]:
    build_all()  # as the server's own process does
    talk = Discussion.objects.order_by("-comment_count")[0]
    column = ColumnPage.objects.get(pk=talk.page_id)
    head = Comment.objects.on(talk).published().filter(parent=None).order_by("-reply_count", "pk")[0]
    about = Comment.objects.published().exclude(passage=None).select_related("passage", "discussion").order_by("pk")[0]
    return {
        "front page": "/",
        "columns": "/columns/",
        "column": column.url,
        "column, newest first": f"{column.url}?order=new",
        "column, through a lens": f"{column.url}?lens=lawyer",
        "column, from a comment on": f"{column.url}?at={head.pk}",
        "thread": f"/comments/{head.pk}/thread/",
        "paragraph": f"/comments/on/{about.discussion.page_id}/paragraph/{about.passage.block}/",
        "professions": "/professions/",
        "profession": "/professions/lawyer/",
        "voices of a profession": "/professions/lawyer/voices/",
        "person": f"/people/{head.author.handle}/",
        "policy": "/terms/",
        "house rules": "/rules/",
        "orders": "/comments/orders/",
        "news": f"/comments/on/{column.pk}/news/",
        "search": "/search/?q=변호사",
        "search, comments only": "/search/?q=변호사&kind=comments",
        "search, narrowed": "/search/?q=변호사&profession=lawyer&topic=일과-기술&when=year",
        "search, nothing found": "/search/?q=호랑나비",
        "search, what is proposed": "/search/suggestions/?q=변",
    }


def member(role: str) -> User:
    return User.objects.get(email=next(account.email for account in DEMO_ACCOUNTS if account.email.startswith(role)))


def queries(client: Client, path: str) -> int:
    assert client.get(path).status_code == 200, path  # the first time some things are read that are kept for good
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_every_page_asks_as_often_as_is_written_down(addresses: dict[str, str]) -> None:
    cast = (Client(), log_in(member("reader")), log_in(member("moderator")))
    found = {name: tuple(queries(client, path) for client in cast) for name, path in addresses.items()}
    assert found == QUERIES


def test_the_queue_of_the_desk_asks_as_often_as_is_written_down(demo: SimpleNamespace) -> None:
    assert queries(log_in(member("moderator")), "/cms/desk/waiting/") == DESK


def test_the_first_view_of_a_column_is_few_requests_and_few_bytes(addresses: dict[str, str]) -> None:
    answer = Client().get(addresses["column"])
    page = BeautifulSoup(answer.content, "html.parser")
    asked = {
        tag.get("src") or tag.get("href")
        for tag in page.select("link[rel=stylesheet], link[rel=icon], script[src], img:not([loading=lazy])")
    }
    assert all(address.startswith("/") and not address.startswith("//") for address in asked)
    assert 1 + len(asked) <= REQUESTS
    static = [file(address) for address in asked if address.startswith(settings.STATIC_URL)]
    sent = sum(len(gzip.compress(content, 9)) for content in [answer.content, *static])
    assert sent <= BYTES


def file(address: str) -> bytes:
    found = finders.find(address.removeprefix(settings.STATIC_URL))
    assert isinstance(found, str)
    return Path(found).read_bytes()
