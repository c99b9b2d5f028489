"""GET /comments/<n>/: goes to the comment in its place, however deep or far down."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from comments.first_page import REPLIES_SHOWN, THREADS_A_PAGE
from comments.listing import REPLIES_A_PAGE
from comments.models import Comment, Discussion, State
from tests.cast import log_in, say


def follow(comment: Comment, client: Client | None = None) -> BeautifulSoup:
    """Follows the link; asserts that the answer holds the comment, and that the address names it."""
    client = client or Client()
    response = client.get(f"/comments/{comment.pk}/")
    assert response.status_code == 302
    assert response.url.endswith(f"#comment-{comment.pk}")
    soup = BeautifulSoup(client.get(response.url.split("#")[0]).content.decode(), "html.parser")
    assert soup.select_one(f"#comment-{comment.pk}")
    return soup


def test_a_new_comment_is_on_the_page_itself(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    assert Client().get(f"/comments/{said.pk}/").url == f"{column.url}#comment-{said.pk}"
    follow(said)


def test_an_old_comment_is_found_far_down(discussion: Discussion, reader: User) -> None:
    old = say(discussion, reader, "오래된 말")
    for n in range(THREADS_A_PAGE + 5):
        say(discussion, reader, f"새 말 {n}")
    follow(old)


def test_a_late_reply_is_found_in_its_thread(discussion: Discussion, reader: User, lawyer: User) -> None:
    root = say(discussion, lawyer)
    replies = [say(discussion, reader, f"답 {n}", parent=root) for n in range(REPLIES_A_PAGE + REPLIES_SHOWN)]
    for reply in (replies[0], replies[REPLIES_SHOWN - 1], replies[REPLIES_SHOWN], replies[-1]):
        follow(reply)


def test_a_removed_comment_keeps_its_address(discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    said.remove(by=reader)
    assert follow(said).select_one(f"#comment-{said.pk}.gone")


def test_what_waits_is_unknown_to_all_but_its_author(discussion: Discussion, newcomer: User, reader: User) -> None:
    said = say(discussion, newcomer, state=State.PENDING)
    assert Client().get(f"/comments/{said.pk}/").status_code == 404
    assert log_in(reader).get(f"/comments/{said.pk}/").status_code == 404
    follow(said, log_in(newcomer))


def test_on_an_unpublished_column_it_is_gone(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    said = say(discussion, reader)
    column.unpublish()
    assert Client().get(f"/comments/{said.pk}/").status_code == 410


def test_unknown_numbers_are_unknown(db: None) -> None:
    for number in (1, 10**17, 10**30):
        assert Client().get(f"/comments/{number}/").status_code == 404


def notes(address: str, client: Client | None = None) -> str:
    soup = BeautifulSoup((client or Client()).get(address).content.decode(), "html.parser")
    return " ".join(note.get_text() for note in soup.select(".thread > .note"))


def articles(address: str, client: Client | None = None, **headers: str) -> list[int]:
    soup = BeautifulSoup((client or Client()).get(address, headers=headers).content.decode(), "html.parser")
    return [int(article["id"].removeprefix("comment-")) for article in soup.select(".thread article.comment[id]")]


MIDDLE, LOST = "You are reading from the middle of the thread", "The place that the address names is not here"


def test_a_thread_says_that_it_starts_in_the_middle_only_where_it_does(discussion: Discussion, reader: User, lawyer: User) -> None:
    root = say(discussion, lawyer)
    first, second = (say(discussion, reader, f"답 {n}", parent=root) for n in range(2))
    address = f"/en/comments/{root.pk}/thread/"
    for query in ("", "?utm_source=letter", f"?at={root.pk}"):
        assert articles(address + query) == [root.pk, first.pk, second.pk]
        assert notes(address + query) == ""
    for query in (f"?after={first.pk}", f"?at={second.pk}", f"?at={second.pk}&utm_source=letter"):
        assert articles(address + query) == [root.pk, second.pk]
        assert MIDDLE in notes(address + query)


@pytest.mark.parametrize("query", ["?at=zzz", "?after=999999", "?after=-1", "?after=" + "9" * 40, "?at={elsewhere}", "?after={waiting}"])
def test_a_place_that_is_not_in_the_thread_is_told_and_begins_at_the_beginning(
    discussion: Discussion, reader: User, lawyer: User, query: str
) -> None:
    root = say(discussion, lawyer)
    reply = say(discussion, reader, parent=root)
    waiting = say(discussion, reader, parent=root, state=State.PENDING)
    elsewhere = say(discussion, reader, parent=say(discussion, lawyer))
    address = f"/en/comments/{root.pk}/thread/{query.format(elsewhere=elsewhere.pk, waiting=waiting.pk)}"
    assert articles(address) == [root.pk, reply.pk]
    assert LOST in notes(address)
    assert MIDDLE not in notes(address)


def test_a_waiting_answers_place_is_one_for_its_author(discussion: Discussion, reader: User, lawyer: User) -> None:
    root = say(discussion, lawyer)
    say(discussion, reader, parent=root)
    waiting = say(discussion, reader, parent=root, state=State.PENDING)
    address = f"/en/comments/{root.pk}/thread/?at={waiting.pk}"
    assert articles(address, log_in(reader)) == [root.pk, waiting.pk]
    assert LOST not in notes(address, log_in(reader))


@pytest.mark.parametrize("order", ["top", "across", "new", "old"])
def test_a_replys_number_on_the_columns_page_begins_with_its_thread(
    column: ColumnPage, discussion: Discussion, reader: User, lawyer: User, order: str
) -> None:
    """Its own time and score say nothing about where its thread stands."""
    roots = [say(discussion, lawyer, f"말 {n}") for n in range(3)]
    reply = say(discussion, reader, parent=roots[1])
    Comment.objects.filter(pk=reply.pk).update(score_top=9, score_across=9)
    assert articles(f"{column.url}?order={order}&at={reply.pk}") == articles(f"{column.url}?order={order}&at={roots[1].pk}")
    assert articles(f"{column.url}?order={order}&at={reply.pk}")[:2] == [roots[1].pk, reply.pk]


def test_a_replys_number_among_single_comments_is_its_own_place(
    column: ColumnPage, discussion: Discussion, reader: User, lawyer: User
) -> None:
    root = say(discussion, reader)
    replies = [say(discussion, lawyer, f"답 {n}", parent=root) for n in range(3)]
    assert articles(f"{column.url}?lens=lawyer&order=old&at={replies[1].pk}") == [replies[1].pk, replies[2].pk]
