"""No call of a request runs over the end of a piece of Python's stack, however deep it stands."""

import resource
from collections.abc import Callable
from typing import Any

import pytest

from config.room import roomy

TURNS = 200


def deep(levels: int, what: Callable[[], Any]) -> Any:
    return deep(levels - 1, what) if levels else what()


def loop() -> None:
    for _turn in range(TURNS):
        deep(3, int)


def faults(levels: int) -> int:
    """How often the system had to give this process a page of memory for the loop, so many calls in."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    deep(levels, loop)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_a_loop_costs_the_same_at_whatever_depth_it_stands() -> None:
    def at_every_depth(_environ: Any, _start: Any) -> list[int]:
        deep(400, int)  # the pages that are touched for the first time
        return [min(faults(levels) for _again in range(3)) for levels in range(400)]  # once, something else may be given memory

    assert max(roomy(at_every_depth)(None, None)) < TURNS / 2


def test_it_is_the_application_that_answers_and_that_fails() -> None:
    assert roomy(lambda environ, start: [environ, start])("environ", "start") == ["environ", "start"]

    def failing(_environ: Any, _start: Any) -> None:
        raise LookupError("of the application")

    with pytest.raises(LookupError, match="of the application"):
        roomy(failing)(None, None)
