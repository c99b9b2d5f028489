"""Editors recommend comments, and take that back."""

from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Notice, User
from accounts.prepared import Prepared
from comments.models import Comment, Discussion, Pick
from comments.sanctioning import must_be_free
from comments.transitions import OwnComment

PICK = "comments.pick_comment"
KIND = "picked"


class NotPublic(Exception):
    """Only what everybody may read can be recommended to everybody, and only while its author is here to be told."""


class TooManyPicks(Exception):
    """As many comments of the discussion are recommended as may be."""


@transaction.atomic
def pick(comment: Comment, *, by: User, note: str = "") -> bool:
    """Recommends a comment with a `note`, cleaned. False, with nothing changed, where it is recommended already.

    The author is told the first time and never again. Raises OwnComment, Stopped by a sanction, NotPublic and TooManyPicks.
    """
    if by.pk == comment.author_id:
        raise OwnComment
    must_be_free(by)
    comment.discussion.touch()  # from here on nobody else moves the comment or picks in this discussion
    comment.refresh_from_db(fields=["state"])
    if not comment.is_public or comment.author.closed_at:
        raise NotPublic
    earlier = Pick.objects.filter(comment=comment)
    if earlier.standing().exists():
        return False
    if Pick.objects.shown().filter(discussion=comment.discussion_id).count() >= settings.COMMENTS_PICKS:
        raise TooManyPicks
    is_first = not earlier.exists()
    Pick.objects.create(comment=comment, discussion_id=comment.discussion_id, note=note, picked_by=by)
    if is_first and comment.author.is_active:
        _tell_author(comment, note)
    return True


@transaction.atomic
def take_back(comment: Comment, *, by: User) -> bool:
    """False where it was not recommended. The comment itself stays as it is, and nobody is told."""
    comment.discussion.touch()
    standing = Pick.objects.standing().filter(comment=comment)
    return bool(standing.update(withdrawn_by=by, withdrawn_at=timezone.now()))


def _tell_author(comment: Comment, note: str) -> None:
    page = comment.discussion.page.title
    Notice.tell(comment.author, KIND, url=comment.get_absolute_url(), comment=comment.pk, page=page, note=note, excerpt=comment.source[:80])


def picks_in(discussion: Discussion) -> list[Pick]:
    """Those that are shown, the newest first. No query where the discussion was read by `Discussion.on` and has none; else one."""
    if discussion.pk is None or not getattr(discussion, "has_picks", True):
        return []
    return _of_discussion(settings.COMMENTS_PICKS)(discussion.pk)


@cache
def _of_discussion(most: int) -> Prepared[Pick]:
    """One that was restored while others took its place may be one too many."""
    return Prepared(lambda discussion: Pick.objects.in_discussion(discussion)[:most], int, by_key=True)
