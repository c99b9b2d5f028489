"""Four orders, each a keyset of its own; a place in one leads to the same comment in another."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from comments.first_page import THREADS_A_PAGE
from comments.models import Comment, Discussion, State
from comments.scoring import across_groups, lower_bound
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db


def look(column: ColumnPage, query: str = "", client: Client | None = None) -> BeautifulSoup:
    return BeautifulSoup((client or Client()).get(f"{column.url}{query}").content.decode(), "html.parser")


def order_of(soup: BeautifulSoup) -> list[int]:
    return [int(article["id"].removeprefix("comment-")) for article in soup.select(".thread > article.comment")]


def voted(comment: Comment, groups: list[tuple[int, int]]) -> Comment:
    """The comment as if so many (agreeing, voting) of so many professions had voted."""
    agreeing, votes = sum(agreed for agreed, _ in groups), sum(votes for _, votes in groups)
    scores = {"agree_count": agreeing, "score_top": lower_bound(agreeing, votes), "score_across": across_groups(groups)}
    Comment.objects.filter(pk=comment.pk).update(**scores)
    return comment


@pytest.fixture
def three(discussion: Discussion, reader: User) -> list[Comment]:
    """Much liked by one profession; a little by three; by nobody."""
    one, many, none = (say(discussion, reader, f"말 {n}") for n in range(3))
    return [voted(one, [(100, 100)]), voted(many, [(5, 5)] * 3), none]


def test_top_comes_first_where_nothing_is_asked(column: ColumnPage, three: list[Comment]) -> None:
    one, many, none = three
    assert order_of(look(column)) == order_of(look(column, "?order=top")) == [one.pk, many.pk, none.pk]


def test_across_professions_puts_first_what_several_agree_with(column: ColumnPage, three: list[Comment]) -> None:
    one, many, none = three
    assert order_of(look(column, "?order=across")) == [many.pk, one.pk, none.pk]


def test_newest_and_oldest_go_by_time_alone(column: ColumnPage, three: list[Comment]) -> None:
    numbers = [comment.pk for comment in three]
    assert order_of(look(column, "?order=new")) == numbers[::-1]
    assert order_of(look(column, "?order=old")) == numbers


def test_an_order_that_does_not_exist_is_the_usual_one(column: ColumnPage, three: list[Comment]) -> None:
    soup = look(column, "?order=sideways")
    assert soup.select_one(".sort [aria-current]").get_text() == "추천순"


@pytest.mark.parametrize("order", ["top", "across", "new", "old"])
def test_every_comment_is_reached_once_in_every_order(column: ColumnPage, discussion: Discussion, reader: User, order: str) -> None:
    said = [voted(say(discussion, reader, f"말 {n}"), [(n % 4, 4)] if n % 3 else []) for n in range(THREADS_A_PAGE * 2 + 3)]
    seen, address = [], f"?order={order}"
    while address:
        soup = look(column, address)
        seen += order_of(soup)
        more = soup.select_one(".more a")
        address = more["href"].removesuffix("#talk") if more else ""
    assert len(seen) == len(set(seen))
    assert set(seen) == {comment.pk for comment in said}


def test_a_place_from_another_order_is_still_that_comment(column: ColumnPage, three: list[Comment]) -> None:
    one, many, none = three
    assert order_of(look(column, f"?order=across&after={many.pk}")) == [one.pk, none.pk]
    assert order_of(look(column, f"?order=top&after={many.pk}")) == [none.pk]


def test_a_place_that_is_none_is_told_and_begins_at_the_beginning(column: ColumnPage, three: list[Comment]) -> None:
    for query in ("?after=999999999", "?at=7e9", "?after=abc"):
        soup = look(column, query)
        assert order_of(soup) == [comment.pk for comment in three]
        assert "찾을 수 없어" in soup.select_one(".thread .note").get_text()


def test_a_place_of_another_discussion_is_none(
    column: ColumnPage, three: list[Comment], columns: Any, columnist: Any, reader: User
) -> None:
    from tests.cast import make_column

    elsewhere = say(Discussion.for_writing(make_column(columns, columnist, "다른 칼럼")), reader)
    assert order_of(look(column, f"?after={elsewhere.pk}")) == [comment.pk for comment in three]


def test_a_permanent_link_leads_to_its_comment_wherever_votes_have_put_it(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    said = [say(discussion, reader, f"말 {n}") for n in range(THREADS_A_PAGE * 2)]
    for comment in said[:5]:
        voted(comment, [(9, 9)])
    for comment in (said[0], said[10], said[-1]):
        answer = Client().get(f"/comments/{comment.pk}/", follow=True)
        assert f'id="comment-{comment.pk}"' in answer.content.decode()
    voted(said[10], [(50, 50)])
    assert Client().get(f"/comments/{said[10].pk}/")["Location"].startswith(f"{column.url}#")


def test_ones_own_that_waits_stands_above_everything(
    column: ColumnPage, three: list[Comment], discussion: Discussion, newcomer: User
) -> None:
    waiting = say(discussion, newcomer, state=State.PENDING)
    assert order_of(look(column, client=log_in(newcomer)))[0] == waiting.pk
    assert waiting.pk not in order_of(look(column))
    answer = log_in(newcomer).get(f"/comments/{waiting.pk}/", follow=True)
    assert f'id="comment-{waiting.pk}"' in answer.content.decode()


def test_the_page_that_explains_the_orders_works_its_examples_out(db: None) -> None:
    soup = BeautifulSoup(Client().get("/comments/orders/").content.decode(), "html.parser")
    words = soup.select_one("main").get_text()
    assert f"{across_groups([(5, 5)] * 3):.2f}" in words
    assert "직업을 넘어" in words
