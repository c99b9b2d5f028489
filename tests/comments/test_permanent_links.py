"""GET /comments/<n>/: goes to the comment in its place, however deep or far down."""

from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from comments.listing import REPLIES_A_PAGE, REPLIES_SHOWN, THREADS_A_PAGE
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
