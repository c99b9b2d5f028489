"""The author changes what a comment says: for some minutes, with everything it said before kept for the moderators."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments import screening
from comments.models import Comment, CommentVersion, Discussion, State
from comments.record import Record
from comments.rendering import VERSION, render
from comments.submission import Overtaken
from comments.transitions import _move

EDITED = "edited"  # why a comment is held that a person had let through as it was


class EditingOver(Exception):
    """The minutes for changing the comment have passed, or it is no longer where its author could change it."""


class ChangedMeanwhile(Exception):
    """The comment has changed since the form was opened, in another window perhaps; the comment has been read anew."""


@transaction.atomic
def edit(comment: Comment, *, by: User, source: str, opened_on: str | None = None) -> bool:
    """Puts `source`, cleaned, in the place of what it said. False, and no version, where it says so already.

    `opened_on` is the edition (`Comment.edition`) that the author had before them, None not to ask. Raises PermissionError for anybody
    else, EditingOver, ChangedMeanwhile, and Overtaken where the discussion was closed or its page unpublished.
    """
    if by.pk != comment.author_id or not by.is_active:
        raise PermissionError("only the author changes a comment")
    comment.discussion.touch()  # from here on nobody else moves the comment, and a moderator decides on the one text or on the other
    comment.refresh_from_db(fields=["state", "published_at", "held_because", "source", "html", "html_version", "edited_at"])
    if not comment.may_be_edited:
        raise EditingOver
    if not Discussion.objects.filter(pk=comment.discussion_id, closed_at=None, page__live=True).exists():
        raise Overtaken
    if source == comment.source:  # the same form arrived twice, perhaps
        return False
    if opened_on is not None and opened_on != comment.edition:
        raise ChangedMeanwhile
    CommentVersion.objects.create(comment=comment, source=comment.source)
    _replace(comment, source)
    return True


def _replace(comment: Comment, source: str) -> None:
    """Writes the new text. Held, it leaves the page until somebody has read it; its place stays where it was public."""
    words = {"source": source, "html": render(source), "html_version": VERSION, "edited_at": timezone.now()}
    why = _held_because(comment, source)
    if comment.is_public and why:
        _move(comment, State.PENDING, held_because=why, **words)
        return
    Comment.objects.filter(pk=comment.pk).update(**words)
    for name, value in words.items():
        setattr(comment, name, value)


def _held_because(comment: Comment, source: str) -> str:
    """The screening again. What a person had to let through is read again too: else a harmless text would open the door to any other."""
    verdict = screening.screen(comment.author, Record.of(comment.author), comment.discussion, source)
    return verdict.why or (EDITED if comment.held_because else "")
