"""Noting that comments arrive, and having somebody look where many do. What posting pays for it is a few numbers in the cache."""

import logging

from django.conf import settings

from comments import tasks
from comments.campaigns.counting import TEN_MINUTES, Counter, count, is_first

logger = logging.getLogger(__name__)
A_LOOK = 60  # seconds until a discussion is looked at again


def note(discussion: int, network: str) -> None:
    """Counts a comment that has just been posted; the worker looks at the discussion where that makes many."""
    if not (settings.SURGE_COMMENTS or settings.SURGE_NEWCOMERS or settings.SURGE_FROM_NETWORK):
        return
    here = Counter(f"arrived:{discussion}", seconds=TEN_MINUTES)
    there = Counter(f"arrived:{discussion}:{network}", seconds=TEN_MINUTES)
    counted = count([here, there] if network else [here])
    from_network = int(counted.get(there, 0))
    worth_it = [number for number in (settings.SURGE_COMMENTS, settings.SURGE_NEWCOMERS) if number]
    is_one_network = 0 < settings.SURGE_FROM_NETWORK <= from_network
    if is_one_network or (worth_it and counted[here] >= min(worth_it)):
        _have_looked_at(discussion, from_network if is_one_network else 0)


def _have_looked_at(discussion: int, from_network: int) -> None:
    try:
        if is_first(f"looked:{discussion}:{bool(from_network)}", A_LOOK):
            tasks.look_for_surge.enqueue(discussion, from_network)
    except Exception:  # the comment stands already, and its author is not to be told otherwise
        logger.exception("Discussion %s could not be looked at.", discussion)
