"""Screening: small steps, each of which may hold a comment for review and says why. None of them rejects."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from comments.models import Discussion, State
from comments.record import Record


@dataclass(frozen=True)
class Verdict:
    state: State
    why: str = ""


Step = Callable[[User, Record, Discussion, str], str]


def newcomer(author: User, record: Record, discussion: Discussion, source: str) -> str:
    """A new member's first comments wait until so many of theirs have been published."""
    return "" if record.is_known or author.has_perm("comments.moderate_comment") else "newcomer"


STEPS: tuple[Step, ...] = (newcomer,)


def screen(author: User, record: Record, discussion: Discussion, source: str) -> Verdict:
    for step in STEPS:
        why = step(author, record, discussion, source)
        if why:
            return Verdict(State.PENDING, why)
    return Verdict(State.PUBLISHED)
