"""The shape of a large discussion, before anything is written: who says what kind of thing when, in answer to what, and with what end."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from comments.bulk.threads import ENDLESS, Answers
from comments.models import Kind, State

DAYS = 14
ON_PASSAGE = 0.25  # of the threads
KINDS: list[tuple[float, str]] = [(0.12, Kind.EXPERIENCE), (0.08, Kind.QUESTION), (0.07, Kind.OBJECTION), (0.05, Kind.EVIDENCE)]
ENDS: list[tuple[float, State]] = [(0.010, State.REMOVED), (0.005, State.REJECTED), (0.005, State.PENDING), (0.001, State.SPAM)]
NEVER_PUBLIC = (State.PENDING, State.SPAM)
T = TypeVar("T")


@dataclass(slots=True)
class Planned:
    """A comment; `author` is a place in the list of people, `parent` and `root` are places in that of comments."""

    at: datetime
    author: int
    parent: int | None
    root: int | None
    depth: int
    state: State
    block: str  # the paragraph its thread is about, "" for none
    kind: str
    replies: int = 0  # published ones, on the top of a thread

    @property
    def was_public(self) -> bool:
        return self.state not in NEVER_PUBLIC


def plan(number: int, people: int, blocks: list[str], rng: random.Random, now: datetime) -> list[Planned]:
    """So many comments in the order in which they were written."""
    comments: list[Planned] = []
    answers = Answers(comments, number, rng)
    for place in range(number):
        parent = answers.next()
        above = comments[parent] if parent is not None else None
        root = None if above is None else parent if above.root is None else above.root
        state = drawn(ENDS, rng, State.PUBLISHED)
        comments.append(
            Planned(
                at=now - timedelta(days=DAYS) * (1 - ((place + rng.random()) / number) ** 2),  # livelier at first
                author=int(people * rng.random() ** 2),  # some speak more than others
                parent=parent,
                root=root,
                depth=above.depth + 1 if above else 0,
                state=State.PUBLISHED if place in ENDLESS else state,
                block=above.block if above else passage(blocks, rng),
                kind=drawn(KINDS, rng, ""),
            )
        )
        if root is not None and state == State.PUBLISHED:
            comments[root].replies += 1
    return comments


def drawn(choices: list[tuple[float, T]], rng: random.Random, otherwise: T) -> T:
    """One of the choices, each as often as its share says, or else `otherwise`."""
    number = rng.random()
    for share, choice in choices:
        if number < share:
            return choice
        number -= share
    return otherwise


def passage(blocks: list[str], rng: random.Random) -> str:
    """The paragraph that a thread is about: the first ones more often."""
    if not blocks or rng.random() >= ON_PASSAGE:
        return ""
    return rng.choices(blocks, [1 / rank for rank in range(1, len(blocks) + 1)])[0]
