"""Which analyser there is in this process. Each is made once, when it is first needed, and shared by all threads."""

import logging
import threading
from functools import cache
from importlib.util import find_spec

from django.conf import settings

from .bigrams import Bigrams
from .kiwi import Kiwi, kiwi_name
from .words import Analyser

logger = logging.getLogger(__name__)
_lock = threading.Lock()


class Missing(Exception):
    """No analyser of that name can be had here: the index has to be built anew by one that can."""


def wanted() -> str:
    """The name of the analyser that a new index is built by: Kiwi's unless the settings say otherwise or it is not installed."""
    return Bigrams.name if settings.SEARCH_ANALYSER == "bigrams" or not _has_kiwi() else kiwi_name()


def get(name: str) -> Analyser:
    """The analyser of that name. Raises Missing, also where Kiwi is there and cannot be loaded."""
    if name == Bigrams.name:
        return _bigrams()
    if not _has_kiwi() or name != kiwi_name():
        raise Missing(name)
    with _lock:
        analyser = _kiwi()
    if analyser is None:
        raise Missing(name)
    return analyser


def can(name: str) -> bool:
    """Whether what `name` would find can be found out here, without loading anything."""
    return name == Bigrams.name or (_has_kiwi() and name == kiwi_name())


@cache
def _bigrams() -> Analyser:
    return Bigrams()


@cache
def _kiwi() -> Analyser | None:
    try:
        return Kiwi()
    except Exception:  # whatever it is: too little memory, a wheel for another processor, a model that is gone
        logger.exception("Kiwi could not be loaded.")
        return None


@cache
def _has_kiwi() -> bool:
    return all(find_spec(package) for package in ("kiwipiepy", "kiwipiepy_model"))
