"""One analyser for all processes: asked over a socket, within bounds, and what happens while it is away."""

import json
import socket
import stat
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.searching import analysers, asking, framing, serving
from accounts.searching.words import Word

NAME = "kiwi stand-in"


class StandIn:
    name = NAME

    def spans(self, text):
        return [asking.Span(text, 0, len(text))]

    def words(self, text):
        if text == "느리게":
            time.sleep(3)
        if text == "고장":
            raise RuntimeError
        return [Word(((text,),), text, True)]


@pytest.fixture
def path(settings, monkeypatch) -> Iterator[str]:
    monkeypatch.setattr(analysers, "get", lambda name: StandIn())
    monkeypatch.setattr(analysers, "can", lambda name: name == NAME)
    monkeypatch.setattr(asking, "_silent_until", 0.0)
    asking._words.cache_clear()
    with tempfile.TemporaryDirectory() as folder:
        settings.SEARCH_SOCKET = f"{folder}/search"
        yield settings.SEARCH_SOCKET
    asking._words.cache_clear()


@pytest.fixture
def server(path) -> Iterator[serving.Server]:
    server = serving.Server(path)
    threading.Thread(target=server.serve, daemon=True).start()
    yield server
    server.close()


def say(path: str, data: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(8)
        connection.connect(path)
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        return connection.recv(100)


def test_words_and_spans_come_over_the_socket(server):
    read = asking.words("파도", NAME)
    assert read.words == (Word((("파도",),), "파도", True),)
    assert not read.is_rough
    assert asking.spans(["파도", "바다"], NAME) == [[("파도", 0, 2)], [("바다", 0, 2)]]


def test_only_this_user_can_reach_it(server, path):
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0",
        b"\xff\xff\xff\xff",
        framing.LENGTH.pack(5) + b"abc",
        framing.LENGTH.pack(3) + b"abc",
        framing.LENGTH.pack(2) + b"[]",
        *(
            framing.LENGTH.pack(len(said)) + said
            for said in (json.dumps({"name": NAME, "spans": ["가"] * 1000}).encode(), json.dumps({"name": NAME, "spans": [1]}).encode())
        ),
    ],
)
def test_what_is_not_agreed_on_gets_no_answer_and_does_no_harm(server, path, data):
    assert say(path, data) == b""
    assert not asking.words("파도", NAME).is_rough


def test_while_it_is_away_a_question_is_read_by_its_letters_at_once(path):
    began = time.monotonic()
    read = asking.words("변호사들은", NAME)
    assert read.is_rough
    assert ("변호사",) in read.words[0].readings
    assert time.monotonic() - began < 0.5
    with pytest.raises(asking.Away):
        asking.spans(["파도"], NAME)


def test_a_slow_or_broken_answer_is_waited_for_half_a_second_and_then_not_asked_again_for_a_while(server, monkeypatch):
    began = time.monotonic()
    assert asking.words("느리게", NAME).is_rough
    assert time.monotonic() - began < 2
    assert asking.words("파도", NAME).is_rough, "for a while"
    monkeypatch.setattr(asking, "_silent_until", 0.0)
    assert not asking.words("파도", NAME).is_rough, "what was read roughly is not remembered"
    assert asking.words("고장", NAME).is_rough
    monkeypatch.setattr(asking, "_silent_until", 0.0)
    assert not asking.words("바다", NAME).is_rough


def test_one_that_was_left_behind_is_no_hindrance(path):
    Path(path).touch()
    server = serving.Server(path)
    server.close()
    assert not Path(path).exists()
