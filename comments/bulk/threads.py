"""Who answers whom in a large discussion.

Modelled on what large discussions have in common: about a third of the comments open a thread, most threads have an answer or two, new
comments answer what is new, two threads never end, and now and then two people answer each other thirty times. How threads look does
not depend on how many there are, so that pages of discussions of different sizes can be compared.
"""

import random
from collections.abc import Sequence
from typing import Protocol

OPENING = 0.35  # of the comments open a thread
ENDLESS = (1, 2)  # the places of those whose threads never end
ENDLESS_SHARE = 0.02  # of all comments, each; and at least so many, as far as there are:
ENDLESS_LEAST = 60
CHAIN = 0.03  # of the answers go on with a chain, in which each answers the one before
DEEPEST = 30
LATE = 0.05  # of the answers are to something old
RECENT = 120  # the others answer one of so many last comments


class Placed(Protocol):
    """What matters here of a comment; it is known by its place among all in the order of time."""

    parent: int | None
    root: int | None
    depth: int

    @property
    def was_public(self) -> bool: ...


class Answers:
    """Decides, for one comment after the other, what it answers; `comments` are those before it."""

    def __init__(self, comments: Sequence[Placed], number: int, rng: random.Random) -> None:
        self.comments = comments
        self.rng = rng
        self.endless_share = max(ENDLESS_SHARE, min(ENDLESS_LEAST, number / 10) / number) / (1 - OPENING)
        self.endless: list[list[int]] = [[top] for top in ENDLESS]
        self.chain = 0  # its last comment

    def next(self) -> int | None:
        """The place of what the next comment answers, or None where it opens a thread."""
        if len(self.comments) <= max(ENDLESS) or self.rng.random() < OPENING:
            return None
        drawn = self.rng.random()
        for thread in self.endless:
            if drawn < self.endless_share:
                return self.within(thread)
            drawn -= self.endless_share
        return self.along_chain() if drawn < CHAIN else self.anywhere()

    def within(self, thread: list[int]) -> int | None:
        parent = self.above(self.rng.choice(thread))
        thread.append(len(self.comments))
        return parent

    def along_chain(self) -> int | None:
        last = self.comments[self.chain]
        is_over = last.depth >= DEEPEST or not last.was_public
        parent = self.anywhere() if is_over or self.chain in ENDLESS else self.chain
        self.chain = len(self.comments)
        return parent

    def anywhere(self) -> int | None:
        """One of the last comments, sometimes any; the endless threads have enough of their own."""
        now = len(self.comments)
        start = 0 if self.rng.random() < LATE else max(0, now - RECENT)
        drawn = self.rng.randrange(start, now)
        while drawn in ENDLESS or self.comments[drawn].root in ENDLESS:
            drawn = self.rng.randrange(start, now)
        return self.above(drawn)

    def above(self, place: int | None) -> int | None:
        """The comment at this place, or the nearest above it that can be answered: it was public, and is not the deepest."""
        while place is not None and (not self.comments[place].was_public or self.comments[place].depth >= DEEPEST):
            place = self.comments[place].parent
        return place
