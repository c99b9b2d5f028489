"""What a moderator has just decided and may still undo: kept in the session, so that looking at the desk asks nothing."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from comments.models import Decision

KEY = "decided_at_the_desk"


def remember(request: HttpRequest, decisions: Sequence[Decision]) -> None:
    """Of one press: one comment, or several at once."""
    if decisions and settings.COMMENTS_UNDO_SECONDS:
        until = decisions[0].made_at.timestamp() + settings.COMMENTS_UNDO_SECONDS
        request.session[KEY] = {"numbers": [decision.number for decision in decisions], "until": until}


def seconds_left(request: HttpRequest) -> int:
    """0 where there is nothing to undo any more."""
    kept = request.session.get(KEY)
    return max(0, round(kept["until"] - timezone.now().timestamp())) if kept else 0


def take(request: HttpRequest) -> list[Decision]:
    """The decisions to undo, once."""
    kept = request.session.pop(KEY, None)
    numbers = kept["numbers"] if kept else []
    return list(Decision.objects.filter(number__in=numbers).select_related("comment__discussion__page", "comment__author"))
