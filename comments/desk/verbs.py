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
    """`key` is the last part of its address. `grave` ones need a rule and a reason."""

    key: str
    label: Any
    carry_out: Callable[..., Decision]
    grave: bool = False


def _plain(name: str) -> Callable[..., Decision]:
    def carry_out(comment: Comment, *, by: User, reason: str, seen: int, **_rule: Any) -> Decision:
        return getattr(comment, name)(by=by, reason=reason, seen=seen)

    return carry_out


def _grave(name: str) -> Callable[..., Decision]:
    def carry_out(comment: Comment, **words: Any) -> Decision:
        return getattr(comment, name)(**words)

    return carry_out


PUBLISH = Verb("publish", pgettext_lazy("decision", "Approve"), _plain("publish"))
REJECT = Verb("reject", pgettext_lazy("decision", "Reject"), _grave("reject"), grave=True)
SPAM = Verb("spam", pgettext_lazy("decision", "Spam"), _grave("mark_spam"), grave=True)
KEEP = Verb("keep", _("Keep (dismiss reports)"), _plain("keep"))
TAKE_DOWN = Verb("take-down", pgettext_lazy("decision", "Take down"), _grave("reject"), grave=True)
RESTORE = Verb("restore", pgettext_lazy("decision", "Restore"), _plain("publish"))
VERBS = {verb.key: verb for verb in (PUBLISH, REJECT, SPAM, KEEP, TAKE_DOWN, RESTORE)}


def offered(comment: Comment, *, reported: bool) -> tuple[Verb, ...]:
    """The buttons below a comment, the likeliest first. None where the text is gone."""
    if comment.state == State.PENDING:
        return PUBLISH, REJECT, SPAM
    if comment.state == State.PUBLISHED:
        return (KEEP, TAKE_DOWN, SPAM) if reported else (TAKE_DOWN, SPAM)
    if comment.state in (State.REJECTED, State.SPAM, State.BLINDED):
        return (RESTORE,) if comment.was_public else (PUBLISH,)
    return ()
