"""The keeper of the index: a process that has the analyser, answers for it, indexes what changes, and builds the index where there is none."""

import logging
import threading
from collections.abc import Iterator

from django.db import close_old_connections

from . import analysers, changes, state
from .building import Builder, LookedAfter, Progress, take_away_old

logger = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks at what has changed: so much later, at most, it is found
AFTER_FAILURE = 30.0


class Keeper:
    def __init__(self) -> None:
        self.ended = threading.Event()
        self._building: Iterator[Progress] | None = None
        self.builder: Builder | None = None

    def run(self) -> None:
        """Until `end` is called."""
        while not self.ended.is_set():
            close_old_connections()
            try:
                self.ended.wait(0 if self.step() else PAUSE)
            except Exception:  # whatever it is, the index is to be looked after for as long as the process lives
                logger.exception("The search index could not be looked after.")
                self._building = None
                self.ended.wait(AFTER_FAILURE)
        self.leave()

    def end(self) -> None:
        self.ended.set()

    def leave(self) -> None:
        if self.builder:
            self.builder.leave()

    def step(self) -> bool:
        """Does the next small piece of work. Returns whether there may be more at once."""
        if changes.index_some():
            return True
        return self._build_some()

    def _build_some(self) -> bool:
        if self._building is None and not is_due():
            take_away_old(pause=changes.index_some)
            return False
        try:
            if self._building is None:
                self.builder = Builder()
                self._building = self.builder.batches()
            next(self._building)
        except StopIteration:
            self._building = self.builder = None
            logger.warning("The search index is whole (%s).", state.analyser_in_use())
        except LookedAfter:
            self._building = self.builder = None
            return False
        return True


def is_due() -> bool:
    """Whether an index has to be built, and can be: there is none, the last was not finished, or another version of its analyser is here.

    An index whose analyser cannot be had at all is left alone: it may come back, and what there is instead finds less.
    """
    index, wanted = state.answering(), analysers.wanted()
    if index is None or state.building() is not None:
        return _loads(wanted)
    same_family = index.analyser.split()[0] == wanted.split()[0]
    better = state.is_fallback(index.analyser)
    return index.analyser != wanted and (same_family or better) and _loads(wanted)


def _loads(name: str) -> bool:
    try:
        analysers.get(name)
    except analysers.Missing:
        return False
    return True
