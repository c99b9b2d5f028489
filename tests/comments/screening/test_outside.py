"""The outside check: whatever is not a clear "let it pass" in time holds the comment. Against a stand-in on this machine."""

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from comments.models import Discussion, State
from tests.comments.screening.conftest import Post, list_words

pytestmark = pytest.mark.django_db
Answer = Callable[[BaseHTTPRequestHandler], None]


class Elsewhere:
    """`answer` is what it does with the next requests; `asked` what it was sent."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.answer: Answer = says(b'{"hold": false}')
        elsewhere = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                elsewhere.asked.append((dict(self.headers), json.loads(body)))
                elsewhere.answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/check"


def says(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def sleeps(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)
    says(b'{"hold": false}')(handler)


def drips(handler: BaseHTTPRequestHandler) -> None:
    """A byte at a time, so that no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    for byte in b'{"hold": false}' + b" " * 30:
        try:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@pytest.fixture
def elsewhere(lenient: Any) -> Iterator[Elsewhere]:
    made = Elsewhere()
    lenient.SCREENING_URL, lenient.SCREENING_SECONDS = made.url, 0.5
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_what_it_lets_pass_is_published_and_it_learns_nothing_of_who_says_it(
    elsewhere: Elsewhere, lenient: Any, post: Post, reader: User, discussion: Discussion
) -> None:
    lenient.SCREENING_TOKEN = "a-token"
    assert post("묻고 싶은 말").state == State.PUBLISHED
    [(headers, asked)] = elsewhere.asked
    assert asked == {"text": "묻고 싶은 말", "page": discussion.page_id, "newcomer": False}
    assert headers["Authorization"] == "Bearer a-token"


def test_what_it_wants_reviewed_is_held(elsewhere: Elsewhere, post: Post) -> None:
    elsewhere.answer = says(b'{"hold": true}')
    comment = post()
    assert (comment.state, comment.held_because) == (State.PENDING, "outside")


@pytest.mark.parametrize(
    "answer",
    [
        sleeps, drips, hangs_up, says(b""), says(b"nonsense"), says(b"{}"), says(b"[]"), says(b"null"), says(b'{"hold": 0}'), says(b'{"hold": "false"}'),
        says(b'{"hold": null}'), says(b'{"hold": false}', 500), says(b'{"hold": false}', 302, Location="/elsewhere"), says(b"\xff\xfe\x00"),
        says(b'{"hold": false}' + b" " * 20_000), says(b'{"hold": false', 200), says(b"[" * 9_000),
    ],
    ids=[
        "slow", "drips", "hangs up", "empty", "nonsense", "says nothing", "list", "null", "number", "text", "hold null", "error", "redirect", "bytes",
        "too long", "cut off", "deep",
    ],
)  # fmt: skip
def test_whatever_else_it_does_holds_the_comment_in_time(elsewhere: Elsewhere, post: Post, answer: Answer) -> None:
    elsewhere.answer = answer
    begun = time.monotonic()
    comment = post()
    assert (comment.state, comment.held_because) == (State.PENDING, "outside_failed")
    assert time.monotonic() - begun < 1.4  # the deadline is half a second, and what is slow takes longer than this


def test_where_nobody_listens_the_comment_is_held(lenient: Any, post: Post) -> None:
    lenient.SCREENING_URL = "http://127.0.0.1:9/"
    assert post().held_because == "outside_failed"


def test_an_address_that_is_none_holds(lenient: Any, post: Post) -> None:
    lenient.SCREENING_URL = "not an address"
    assert post().held_because == "outside_failed"


def test_it_is_not_asked_about_what_is_held_anyway(elsewhere: Elsewhere, post: Post) -> None:
    list_words("시발")
    assert post("시발").held_because == "blocked_word"
    assert elsewhere.asked == []


@pytest.mark.django_db(transaction=True)
def test_it_is_asked_while_no_row_is_held(elsewhere: Elsewhere, post: Post, reader: User, monkeypatch: Any) -> None:
    """Neither when a comment is posted nor when it is changed: others speak in the discussion meanwhile."""
    within: list[bool] = []

    def submit(asker: Any, question: dict[str, Any]) -> Any:
        from concurrent.futures import Future

        within.append(connection.in_atomic_block)
        done: Future[bool] = Future()
        done.set_result(False)
        return done

    monkeypatch.setattr("comments.screening.elsewhere._askers.submit", submit)
    comment = post()
    comment.edit(by=reader, source="고친 말입니다.")
    assert within == [False, False]


def test_a_change_is_checked_too(elsewhere: Elsewhere, post: Post, reader: User) -> None:
    comment = post()
    elsewhere.answer = says(b'{"hold": true}')
    comment.edit(by=reader, source="고친 말입니다.")
    assert (comment.state, comment.held_because) == (State.PENDING, "outside")
