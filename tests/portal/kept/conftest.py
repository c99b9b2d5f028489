"""What the tests of kept pages share: the setting turned on, and a folder of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import set_script_prefix

from accounts.models import User
from comments.models import Comment, Discussion
from portal.kept import scopes
from portal.kept.door import Door
from tests.cast import say
from tests.portal.kept.stage import Stage, a_stage

REAL = pytest.mark.django_db(transaction=True)  # commits as a site does
WORDS = "저는 현장에서 다르게 보았습니다."


@pytest.fixture
def keeping(settings: Any, tmp_path: Path) -> Path:
    settings.KEPT_PAGES, settings.KEPT_DIR = True, tmp_path / "kept"
    return tmp_path / "kept"


def renewed(do: Callable[[], object], *names: str) -> set[str]:
    """Which of some scopes (site and talk beside those named) have another token after `do`."""
    names = ("site", "talk", *names)
    before = {name: scopes.state_of(name)[0] for name in names}
    do()
    return {name for name in names if scopes.state_of(name)[0] != before[name]}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    is_kept: bool  # whether it came from the store, and Django was not asked


class Site:
    """The site as a server calls it: the door, and Django behind it."""

    def __init__(self) -> None:
        self.asked = 0
        django = WSGIHandler()

        def application(environ: Any, start: Any) -> Any:
            self.asked += 1
            return django(environ, start)

        self.door = Door(application)

    def __call__(self, address: str, method: str = "GET", **environ: str) -> Answer:
        path, _mark, query = address.partition("?")
        full: dict[str, Any] = {"REQUEST_METHOD": method, "HTTP_HOST": "127.0.0.1:8000", "QUERY_STRING": query, **environ}
        full["PATH_INFO"] = (path if "%" not in path else unquote_to_bytes(path).decode()).encode().decode("latin-1")
        setup_testing_defaults(full)
        full["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "")
        told: list[Any] = []
        before = self.asked
        body = self.door(full, lambda status, headers, *_error: told.append((status, headers)))
        content = b"".join(body)
        getattr(body, "close", lambda: None)()
        set_script_prefix("/")
        ((status, headers),) = told
        return Answer(int(status[:3]), dict(headers), content, self.asked == before)


@pytest.fixture
def ask(keeping: Path, db: None) -> Iterator[Site]:
    """Connections stay open between requests, as in Django's own client: a test may be in a transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield Site()
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer, WORDS)


def kept_by_then(ask: Site, address: str) -> bool:
    """Whether the second of two strangers is answered from the store, with the very same."""
    first, second = ask(address), ask(address)
    assert first.status == 200, address
    if second.is_kept:
        assert second.body == first.body
        assert second.headers == first.headers
    return second.is_kept


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A whole site in processes of its own, one for all tests that need it."""
    with a_stage(tmp_path_factory.mktemp("var")) as stage:
        yield stage
