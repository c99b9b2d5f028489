"""How an open page learns of new comments: a small answer that is the same for everybody."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from accounts.models import User
from articles.models import ColumnPage
from comments.first_page import THREADS_A_PAGE
from comments.models import Discussion, Rule, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db


def arrivals(column: ColumnPage) -> int:
    return int(Client().get(f"/comments/on/{column.pk}/news/").json()["arrivals"])


def test_it_counts_what_arrives_and_never_less(
    column: ColumnPage, discussion: Discussion, reader: User, moderator: User, abuse: Rule, newcomer: User
) -> None:
    assert arrivals(column) == 0
    said = say(discussion, reader)
    assert arrivals(column) == 1
    waiting = say(discussion, newcomer, state=State.PENDING)
    assert arrivals(column) == 1
    waiting.publish(by=moderator)
    assert arrivals(column) == 2
    said.reject(by=moderator, rule=abuse, reason="욕설입니다.")
    said.publish(by=moderator)  # back again is not new
    assert arrivals(column) == 2


def test_the_page_knows_what_it_has_shown(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    say(discussion, reader)
    assert 'data-seen="1"' in Client().get(column.url).content.decode()


def test_one_answer_serves_everybody(column: ColumnPage, discussion: Discussion, reader: User, django_assert_num_queries: object) -> None:
    say(discussion, reader)
    answer = log_in(reader).get(f"/comments/on/{column.pk}/news/")
    assert "public" in answer["Cache-Control"]
    assert "max-age=20" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    with django_assert_num_queries(2):  # view restrictions, the number
        Client().get(f"/comments/on/{column.pk}/news/")


def test_a_page_kept_to_some_tells_nothing_to_the_others(column: ColumnPage, discussion: Discussion) -> None:
    restriction = PageViewRestriction.objects.create(page=column, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    assert Client().get(f"/comments/on/{column.pk}/news/").status_code == 404


def test_a_column_that_nobody_has_commented_on_has_no_news(column: ColumnPage) -> None:
    assert arrivals(column) == 0
    assert not Discussion.objects.exists()


def test_an_alias_tells_the_news_of_its_source(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    alias = column.create_alias(update_slug="alias")
    said = say(discussion, reader)
    page = BeautifulSoup(Client().get(alias.url).content.decode(), "html.parser")
    assert page.select_one(f"#comment-{said.pk}")
    assert Client().get(page.select_one("[data-news]")["data-news"]).json() == {"arrivals": 1}


def test_the_link_to_the_news_shows_what_arrived_last_wherever_it_stands(
    column: ColumnPage, discussion: Discussion, reader: User, lawyer: User, newcomer: User, moderator: User
) -> None:
    held = say(discussion, newcomer, "기다린 말", state=State.PENDING)
    old = say(discussion, reader, "오래된 말")
    for n in range(THREADS_A_PAGE + 2):
        say(discussion, reader, f"말 {n}")
    answer = say(discussion, lawyer, "오래된 말에 단 답", parent=old)
    held.publish(by=moderator)
    page = BeautifulSoup(Client().get(column.url).content.decode(), "html.parser")
    news = BeautifulSoup(Client().get(page.select_one("[data-news] a")["href"]).content.decode(), "html.parser")
    assert [one["id"] for one in news.select("article.comment.hit")][:2] == [held.anchor, answer.anchor]


@pytest.mark.parametrize("number", [0, 999_999])
def test_what_is_no_page_is_not_found(number: int, db: None) -> None:
    assert Client().get(f"/comments/on/{number}/news/").status_code == 404
