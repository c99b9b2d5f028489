"""The author changes what a comment says: for some minutes, with everything it said before kept for the moderators."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments import screening
from comments.models import Comment, CommentVersion, Discussion, State
from comments.record import Record
from comments.rendering import VERSION, render
from comments.sanctioning import must_be_free
from comments.screening import Verdict
from comments.submission import Overtaken
from comments.transitions import _move

EDITED = "edited"  # why a comment is held that a person had let through as it was


class EditingOver(Exception):
    """The minutes for changing the comment have passed, or it is no longer where its author could change it."""


class ChangedMeanwhile(Exception):
    """The comment has changed since the form was opened, in another window perhaps; the comment has been read anew."""


def edit(comment: Comment, *, by: User, source: str, opened_on: str | None = None) -> bool:
    """Puts `source`, cleaned, in the place of what it said. False, and no version, where it says so already.

    `opened_on` is the edition (`Comment.edition`) that the author had before them, None not to ask. Raises PermissionError for anybody
    else, Stopped by a sanction, EditingOver, ChangedMeanwhile, and Overtaken where the discussion was closed or its page unpublished.
    """
    if by.pk != comment.author_id or not by.is_active:
        raise PermissionError("only the author changes a comment")
    must_be_free(by)
    # Before the discussion's row is held: screening may ask elsewhere, and takes its time.
    verdict = _screened(comment, source) if comment.may_be_edited and source != comment.source else Verdict(State.PUBLISHED)
    return _edit(comment, source, opened_on, verdict)


@transaction.atomic
def _edit(comment: Comment, source: str, opened_on: str | None, verdict: Verdict) -> bool:
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
    # What a person had to let through is read again too: else a harmless text would open the door to any other.
    _replace(comment, source, verdict.why or (EDITED if comment.held_because else ""))
    return True


def _replace(comment: Comment, source: str, why: str) -> None:
    """Writes the new text. Held, it leaves the page until somebody has read it; its place stays where it was public."""
    words = {"source": source, "html": render(source), "html_version": VERSION, "edited_at": timezone.now()}
    if comment.is_public and why:
        _move(comment, State.PENDING, held_because=why, **words)
        return
    Comment.objects.filter(pk=comment.pk).update(**words)
    for name, value in words.items():
        setattr(comment, name, value)


def _screened(comment: Comment, source: str) -> Verdict:
    record = Record.of(comment.author, discussion=comment.discussion)
    return screening.screen(comment.author, record, comment.discussion, source, changed=comment.pk)
