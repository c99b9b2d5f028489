"""The states of a comment, and the table of how it may move between them, to be read aloud."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    PENDING = "pending", _("in review")
    PUBLISHED = "published", _("published")
    REJECTED = "rejected", _("rejected")
    SPAM = "spam", _("spam")
    REMOVED = "removed", _("deleted by its author")
    BLINDED = "blinded", _("hidden by a temporary measure")
    ERASED = "erased", _("erased")


NOT_PUBLIC = (State.PENDING, State.REJECTED, State.SPAM)  # what its author sees and nobody else

# from: to what. Back to `pending` from what was refused leads undoing alone, within seconds (comments.undoing). What is public comes under review again where its author's new words are held. Nothing leads out of `removed` and `erased`: the author's word stands, and the text is gone.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.PUBLISHED, State.REJECTED, State.SPAM, State.REMOVED, State.ERASED}),
    State.PUBLISHED: frozenset({State.PENDING, State.REJECTED, State.SPAM, State.BLINDED, State.REMOVED, State.ERASED}),
    State.REJECTED: frozenset({State.PENDING, State.PUBLISHED, State.SPAM, State.REMOVED, State.ERASED}),
    State.SPAM: frozenset({State.PENDING, State.PUBLISHED, State.REJECTED, State.REMOVED, State.ERASED}),
    State.BLINDED: frozenset({State.PUBLISHED, State.REJECTED, State.REMOVED, State.ERASED}),
    State.REMOVED: frozenset(),
    State.ERASED: frozenset(),
}
