"""Undoing a decision: within seconds, by whoever made it, before anybody has been told. It is another row of the ledger."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice, User
from comments.models import Action, Comment, Decision, Report, State
from comments.transitions import _hold, _move

A_MOMENT = timedelta(seconds=1)
UNDOABLE = (Action.PUBLISH, Action.REJECT, Action.SPAM, Action.TAKE_DOWN, Action.RESTORE, Action.KEEP)


class TooLate(Exception):
    """The seconds are over."""

    def __init__(self) -> None:
        super().__init__(_("The time for undoing is over: those concerned have been told."))


@transaction.atomic
def undo(decision: Decision, *, by: User) -> Decision:
    """Puts the comment and its reports back to where they were, and takes back what nobody has been told yet.

    Raises ValueError for what is nobody's or another's to undo, TooLate, and transitions.AlreadyDecided where something came after it.
    """
    comment = decision.comment
    if comment is None or decision.actor_id != by.pk or decision.action not in UNDOABLE:
        raise ValueError("only one's own decision on a comment can be undone")
    _hold(comment, decision.number)
    if timezone.now() >= _end(decision):
        raise TooLate
    was = comment.state
    if decision.action != Action.KEEP:
        _move(comment, State(decision.from_state), **_as_before(decision, comment))
    Report.objects.filter(decision=decision).update(decision=None)
    Notice.objects.filter(created_at__gt=timezone.now(), context__decision=decision.number).delete()
    return Decision.record(action=Action.UNDO, from_state=was, to_state=comment.state, by=by, comment=comment, earlier=decision)


def _as_before(decision: Decision, comment: Comment) -> dict[str, Any]:
    """What arrived by this very decision, in its transaction, has never arrived."""
    arrived = comment.published_at is not None and decision.made_at - comment.published_at < A_MOMENT
    return {"published_at": None} if decision.action == Action.PUBLISH and arrived else {}


def _end(decision: Decision) -> datetime:
    return decision.made_at + timedelta(seconds=settings.COMMENTS_UNDO_SECONDS)
