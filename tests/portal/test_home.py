"""The front page."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts.models import User
from articles.models import ColumnPage, HomePage
from comments.models import Discussion
from tests.cast import say
from tests.portal.conftest import Read


def test_without_columns_it_says_so_and_shows_the_professions(home: HomePage, read: Read) -> None:
    page = read("/")
    assert len(page.select("h1")) == 1
    assert len(page.select(".album section")) == 8
    assert len(page.select(".album a")) == 16
    assert not page.select(".teaser")


def test_the_newest_column_leads_unless_an_editor_chose_another(home: HomePage, many: list[ColumnPage], read: Read) -> None:
    newest = ColumnPage.objects.newest().first()
    assert read("/").select_one(".lead h1").text == newest.title
    home.lead = many[3]
    home.save_revision().publish()
    page = read("/")
    assert page.select_one(".lead h1").text == many[3].title
    assert many[3].title not in [teaser.text for teaser in page.select(".teaser h3")]
    assert len(page.select(".teaser")) == 6


def test_a_leading_column_that_was_taken_back_leads_no_more(home: HomePage, many: list[ColumnPage], read: Read) -> None:
    home.lead = many[3]
    home.save_revision().publish()
    many[3].unpublish()
    assert read("/").select_one(".lead h1").text != many[3].title


def test_it_shows_who_speaks(home: HomePage, discussion: Discussion, translator: User, lawyer: User, reader: User, read: Read) -> None:
    for author in (translator, lawyer, lawyer, reader):
        say(discussion, author)
    page = read("/")
    assert [rect["class"] for rect in page.select(".mast > .band rect")] == [["d-law"], ["d-art"], ["d-none"]]
    assert [rect["width"] for rect in page.select(".lead .band rect")] == ["50.00%", "25.00%", "25.00%"]
    assert len(page.select(".ranks li")) == 0, "the only column leads: there is nothing beside it"


def test_where_nobody_speaks_the_rule_is_ink(home: HomePage, column: ColumnPage, read: Read) -> None:
    assert read("/").select(".mast > .band .ink")


def test_the_most_discussed_come_first(home: HomePage, many: list[ColumnPage], reader: User, read: Read) -> None:
    for number, column in enumerate(many[:3], start=1):
        for _ in range(number):
            say(Discussion.for_writing(column), reader)
    assert [link.text for link in read("/").select(".ranks a")] == [many[2].title, many[1].title, many[0].title]


def test_its_queries_do_not_grow_with_what_it_shows(
    home: HomePage, many: list[ColumnPage], reader: User, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for column in many:
        say(Discussion.for_writing(column), reader)
    client.get("/")
    with django_assert_num_queries(21):
        client.get("/")
