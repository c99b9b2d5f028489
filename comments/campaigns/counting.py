"""Counting for a while, in the cache: nothing of it is stored with what was said, and it forgets by itself.

A counter is two numbers, of this stretch of time and of the one before; what of the earlier one still counts goes down as this one goes
on. It says nearly what a list of moments would, and is as small for a thousand as for one.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

logger = logging.getLogger(__name__)
HOUR, TEN_MINUTES = 3600, 600


@dataclass(frozen=True)
class Counter:
    """Of what `name` says, so much (`amount`) is to be counted; more than `most` within `seconds` is too much, 0 for any number."""

    name: str
    amount: int = 1
    most: int = 0
    seconds: int = HOUR

    def key(self, stretch: int) -> str:
        return f"campaign:{self.name}:{self.seconds}:{stretch}"


def take(counters: Sequence[Counter]) -> Counter | None:
    """Counts them all, and gives None; or none of them, and gives the first for which it would be too much.

    Those that arrive in the same instant may all be let in. Where the cache cannot be reached nothing is counted: members can speak.
    """
    try:
        known = _read(counters)
        for counter in counters:
            if counter.most and known[counter].value + counter.amount > counter.most:
                return counter
        _add(known)
    except Exception:  # whatever the cache's client raises, which depends on the cache
        logger.exception("What is sent could not be counted.")
    return None


def count(counters: Sequence[Counter]) -> dict[Counter, float]:
    """Counts them whatever they come to, and says what that is now."""
    try:
        known = _read(counters)
        _add(known)
    except Exception:  # as above
        logger.exception("What arrives could not be counted.")
        return dict.fromkeys(counters, 0.0)
    return {counter: before.value + counter.amount for counter, before in known.items()}


def is_first(name: str, seconds: int) -> bool:
    """Whether this is the first of its name for so long."""
    return bool(cache.add(f"campaign:{name}", True, timeout=seconds))


@dataclass(frozen=True)
class Known:
    """What a counter comes to, and where it is to be counted on; `is_there` once anything has been, in this stretch."""

    value: float
    key: str
    is_there: bool


def _read(counters: Sequence[Counter]) -> dict[Counter, Known]:
    """One question for all."""
    now = time.time()
    keys = {one: (one.key(int(now // one.seconds)), one.key(int(now // one.seconds) - 1)) for one in counters}
    found = cache.get_many([key for pair in keys.values() for key in pair])
    return {
        one: Known(found.get(this, 0) + found.get(earlier, 0) * (1 - now % one.seconds / one.seconds), this, this in found)
        for one, (this, earlier) in keys.items()
    }


def _add(known: dict[Counter, Known]) -> None:
    for counter, one in known.items():
        if one.is_there or not cache.add(one.key, counter.amount, timeout=2 * counter.seconds):
            cache.incr(one.key, counter.amount)
