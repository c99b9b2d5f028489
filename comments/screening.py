"""Screening: small steps, each of which may hold a comment for review and says why. None of them rejects."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from accounts.models import User
from comments.models import Comment, Discussion, State


@dataclass(frozen=True)
class Verdict:
    state: State
    why: str = ""


Step = Callable[[User, Discussion, str], str]


def newcomer(author: User, discussion: Discussion, source: str) -> str:
    """A new member's first comments wait until so many of theirs have been published."""
    wanted = settings.COMMENTS_HELD_FOR_NEWCOMERS
    if wanted == 0 or author.has_perm("comments.moderate_comment"):
        return ""
    published = Comment.objects.filter(author=author, published_at__isnull=False)[:wanted].count()
    return "newcomer" if published < wanted else ""


STEPS: tuple[Step, ...] = (newcomer,)


def screen(author: User, discussion: Discussion, source: str) -> Verdict:
    for step in STEPS:
        why = step(author, discussion, source)
        if why:
            return Verdict(State.PENDING, why)
    return Verdict(State.PUBLISHED)
