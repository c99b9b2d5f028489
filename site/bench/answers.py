"""Looking at one answer before it is asked for in numbers: a figure for an error page is worth nothing."""

import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from bench.options import CONNECTIONS
from bench.wrk import Load, Result

COMMENT = re.compile(rb'id="comment-\d+"')
TIMEOUT = 120  # seconds
TIMES, LOOKING = 10, 2  # seconds
ALIKE = 0.02  # of the bytes; pages differ by a token or a time


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    size: int  # headers included
    milliseconds: float

    @property
    def comments(self) -> int:
        return len(set(COMMENT.findall(self.body)))


def connect(url: str) -> HTTPConnection:
    return HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT)


def ask(load: Load, connection: HTTPConnection | None = None) -> Answer:
    """One GET. Raises OSError or HTTPException where nothing answers."""
    line = connection or connect(load.url)
    headers = {"Cookie": load.cookies[0]} if load.cookies else {}
    if load.host:
        headers["Host"] = load.host
    began = time.perf_counter()
    try:
        address = urlsplit(load.url)
        line.request("GET", f"{address.path}?{address.query}" if address.query else address.path, headers=headers)
        response = line.getresponse()
        body = response.read()
    finally:
        if connection is None:
            line.close()
    took = 1000 * (time.perf_counter() - began)
    head = sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + len(
        f"HTTP/1.1 {response.status} {response.reason}\r\n\r\n"
    )
    return Answer(response.status, body, head + len(body), took)


def trouble(load: Load, comments: int) -> tuple[Answer | None, str]:
    """The last of a few answers (so that every process of a server has given one), and what is wrong with it."""
    until, answer = time.monotonic() + LOOKING, None
    try:
        for _time in range(TIMES):
            answer = ask(load)
            if time.monotonic() > until:
                break
    except (OSError, HTTPException) as error:
        return None, f"nothing answers ({error})"
    if answer is None or answer.status != 200:
        return answer, f"answered {answer.status if answer else 'nothing'}"
    if answer.comments != comments:
        return answer, f"shows {answer.comments} comments, not {comments}"
    return answer, ""


def strayed(answer: Answer, result: Result) -> str:
    """What is wrong where the answers under load were not those that had been looked at: wrk itself counts a redirect as a success.

    wrk counts the bytes of answers that it did not wait for as well, at most one each connection.
    """
    if result.errors:
        return f"{result.errors} errors"
    if not result.requests:
        return "no answer in time"
    wanted = answer.size * result.requests
    if not (1 - ALIKE) * wanted <= result.bytes * result.requests <= (1 + ALIKE) * wanted + CONNECTIONS * answer.size:
        return f"{result.bytes:,.0f} bytes an answer under load, {answer.size:,} when looked at"
    return ""
