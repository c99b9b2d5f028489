"""Asking an analyser, wherever it is: in this process, or in the one that serves it to all (`settings.SEARCH_SOCKET`)."""

import logging
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from . import analysers, bigrams, rough
from .framing import Garbled, receive, send
from .words import Span, Word

logger = logging.getLogger(__name__)
SECONDS = 0.5  # that a reader waits for the analyser
PAUSE = 5.0  # seconds in which it is not asked again after it did not answer
QUESTIONS_KEPT = 2_000


class Away(Exception):
    """Nobody here can say what the analyser finds."""


@dataclass(frozen=True)
class Read:
    words: tuple[Word, ...]
    is_rough: bool = False


def words(text: str, name: str) -> Read:
    """What is asked for by a folded text, as the analyser `name` reads it; by its letters alone where that cannot be asked."""
    try:
        return _words(text, name)
    except Away:
        return Read(tuple(rough.words(text)), is_rough=True)


def spans(texts: Sequence[str], name: str) -> list[list[Span]]:
    """What `name` finds in folded texts. Raises Away."""
    if not texts:
        return []
    if _is_here(name):
        return [analysers.get(name).spans(text) for text in texts]
    try:
        return [[Span(*span) for span in found] for found in _ask(name, spans=list(texts))]
    except (TypeError, ValueError) as error:
        raise Away from error


@lru_cache(QUESTIONS_KEPT)
def _words(text: str, name: str) -> Read:
    if _is_here(name):
        return Read(tuple(analysers.get(name).words(text)))
    try:
        found = [Word(tuple(map(tuple, readings)), str(noun), bool(is_bare)) for readings, noun, is_bare in _ask(name, words=text)]
    except (TypeError, ValueError) as error:
        raise Away from error
    return Read(tuple(found))


def _is_here(name: str) -> bool:
    """Whether this process analyses by itself. Raises Away if nobody could."""
    if not analysers.can(name):
        raise Away
    if not settings.SEARCH_SOCKET or name == bigrams.Bigrams.name:
        try:
            analysers.get(name)
        except analysers.Missing as missing:
            raise Away from missing
        return True
    return False


_silent_until = 0.0


def _ask(name: str, **asked: Any) -> Any:
    global _silent_until
    until = time.monotonic() + SECONDS
    if time.monotonic() < _silent_until:
        raise Away
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(SECONDS)
            connection.connect(settings.SEARCH_SOCKET)
            send(connection, {"name": name, **asked})
            return receive(connection, until=until)
    except (OSError, Garbled) as error:
        _silent_until = time.monotonic() + PAUSE
        logger.warning("The analyser did not answer (%s); questions are read by their letters alone.", error or type(error).__name__)
        raise Away from error
