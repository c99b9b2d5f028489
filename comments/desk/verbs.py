"""What a moderator can do with a comment, and when: one table, to be read aloud."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from comments.models import Comment, Decision, State


@dataclass(frozen=True)
class Verb:
    """`key` is the last part of its address, `shortcut` its key on the keyboard. `grave` ones need a rule and a reason."""

    key: str
    label: Any
    carry_out: Callable[..., Decision]
    grave: bool = False
    shortcut: str = ""


def _plain(name: str) -> Callable[..., Decision]:
    def carry_out(comment: Comment, *, by: User, reason: str, facts: str, seen: int, **_rule: Any) -> Decision:
        return getattr(comment, name)(by=by, reason=reason, facts=facts, seen=seen)

    return carry_out


def _grave(name: str) -> Callable[..., Decision]:
    def carry_out(comment: Comment, **words: Any) -> Decision:
        return getattr(comment, name)(**words)

    return carry_out


PUBLISH = Verb("publish", pgettext_lazy("decision", "Approve"), _plain("publish"), shortcut="a")
REJECT = Verb("reject", pgettext_lazy("decision", "Reject"), _grave("reject"), grave=True, shortcut="r")
SPAM = Verb("spam", pgettext_lazy("decision", "Spam"), _grave("mark_spam"), grave=True, shortcut="s")
KEEP = Verb("keep", _("Keep (dismiss reports)"), _plain("keep"), shortcut="a")
TAKE_DOWN = Verb("take-down", pgettext_lazy("decision", "Take down"), _grave("reject"), grave=True, shortcut="r")
RESTORE = Verb("restore", pgettext_lazy("decision", "Restore"), _plain("publish"), shortcut="a")
VERBS = {verb.key: verb for verb in (PUBLISH, REJECT, SPAM, KEEP, TAKE_DOWN, RESTORE)}


def in_bulk(tab: str) -> tuple[Verb, ...]:
    """What may be done at once with several comments of a queue."""
    return {"waiting": (PUBLISH, REJECT, SPAM), "reported": (KEEP, TAKE_DOWN, SPAM)}.get(tab, ())


def offered(comment: Comment, *, reported: bool) -> tuple[Verb, ...]:
    """The buttons below a comment, the likeliest first. None where the text is gone."""
    if comment.state == State.PENDING:
        return PUBLISH, REJECT, SPAM
    if comment.state == State.PUBLISHED:
        return (KEEP, TAKE_DOWN, SPAM) if reported else (TAKE_DOWN, SPAM)
    if comment.state in (State.REJECTED, State.SPAM, State.BLINDED):
        return (RESTORE,) if comment.was_public else (PUBLISH,)
    return ()
