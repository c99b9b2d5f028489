"""The door before Django: strangers' pages from the store, in as few steps as can be.

What the door holds in memory it believes only after a look at the page's file, at each request: a page that is gone from the disk is gone
from here. One look is one system call, which is what makes this nearly as fast as a file.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from portal.kept import store
from portal.kept.asked import key_of, question
from portal.kept.packing import ENCODINGS, Headers, Page, chosen, matches
from portal.kept.rendering import HTMX, MESSAGES_COOKIE

logger = logging.getLogger(__name__)
Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
MEMORY = 32 << 20  # bytes in each process
OK, NOT_MODIFIED = "200 OK", "304 Not Modified"
NOTHING: list[bytes] = []


@dataclass(slots=True)
class Ready:
    """A body in one encoding, with everything that is said about it."""

    etag: str
    headers: Headers
    headers_unchanged: Headers
    body: list[bytes]


@dataclass(slots=True)
class Held:
    """A page in memory: `state` is what its file (`path`) looked like when it was read."""

    path: str
    state: tuple[int, int, int]
    until: float | None
    reads_htmx: bool
    bodies: dict[str, Ready]
    size: int


class Door:
    def __init__(self, application: Application) -> None:
        self.application = application
        self.host = urlsplit(settings.BASE_URL).netloc
        self.scheme = urlsplit(settings.BASE_URL).scheme
        self.proxy_header, self.proxy_value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
        self.session = settings.SESSION_COOKIE_NAME
        self.held: dict[str, Held] = {}
        self.size = 0
        self.lock = threading.Lock()
        self.has_told = False

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        method, get = environ["REQUEST_METHOD"], environ.get
        if (method == "GET" or method == "HEAD") and get("HTTP_HOST") == self.host and self.is_right_scheme(environ):
            cookie = get("HTTP_COOKIE")
            if not cookie or (self.session not in cookie and MESSAGES_COOKIE not in cookie):
                page = self.find(environ)
                if page is not None and not (page.reads_htmx and HTMX in environ):
                    ready = page.bodies[chosen(get("HTTP_ACCEPT_ENCODING", ""))]
                    wanted = get("HTTP_IF_NONE_MATCH")
                    if wanted is not None and matches(ready.etag, wanted):
                        start(NOT_MODIFIED, ready.headers_unchanged)
                        return NOTHING
                    start(OK, ready.headers)
                    return ready.body if method == "GET" else NOTHING
        return self.application(environ, start)

    def is_right_scheme(self, environ: Environ) -> bool:
        """As Django tells it: by the proxy's header where proxies are trusted (SECURE_PROXY_SSL_HEADER)."""
        said = environ.get(self.proxy_header) if self.proxy_header else None
        if said is None:
            return environ["wsgi.url_scheme"] == self.scheme
        return ("https" if said.split(",", 1)[0].strip() == self.proxy_value else "http") == self.scheme

    def find(self, environ: Environ) -> Held | None:
        """The page asked for as it is kept this moment, None where it is not."""
        key, query = environ["PATH_INFO"], environ.get("QUERY_STRING")
        if environ.get("SCRIPT_NAME") or key.startswith("/static/"):
            return None
        if query:
            asked = question(query)
            if asked is None:
                return None
            key = key_of(key, asked)
        held = self.held.get(key)
        try:
            if held is not None:
                state = os.stat(held.path)
                if held.state == (state.st_ino, state.st_mtime_ns, state.st_size):
                    return held if held.until is None or held.until > time.time() else None
            return self.read(key)
        except FileNotFoundError:
            self.drop(key)
        except Exception:  # whatever it is, Django can answer
            self.tell()
        return None

    def read(self, key: str) -> Held | None:
        """Takes a page from the disk into memory."""
        self.drop(key)
        found = store.find(key)
        if found is None:
            return None
        page, path, state = found
        held = Held(
            path,
            (state.st_ino, state.st_mtime_ns, state.st_size),
            page.until,
            page.reads_htmx,
            {encoding: ready(page, encoding) for encoding in ENCODINGS},
            sum(len(body) for body in page.bodies.values()),
        )
        if held.until is not None and held.until <= time.time():
            return None
        self.hold(key, held)
        return held

    def hold(self, key: str, held: Held) -> None:
        with self.lock:
            while self.held and self.size + held.size > MEMORY:
                self.size -= self.held.pop(next(iter(self.held))).size  # the one that came first
            if self.size + held.size <= MEMORY and key not in self.held:
                self.held[key] = held
                self.size += held.size

    def drop(self, key: str) -> None:
        with self.lock:
            held = self.held.pop(key, None)
            self.size -= held.size if held else 0

    def tell(self) -> None:
        """Once for each process: an error here is met again with each request."""
        if not self.has_told:
            self.has_told = True
            logger.exception("Kept pages cannot be read; Django answers instead.")


def ready(page: Page, encoding: str) -> Ready:
    headers, body = page.headers_in(encoding), page.bodies[encoding]
    unchanged = [(name, value) for name, value in headers if name.lower() not in ("content-type", "content-length")]
    return Ready(page.etag(encoding), [*headers, ("Content-Length", str(len(body)))], unchanged, [body])
