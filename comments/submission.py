"""From a form to a comment: one submit is one comment, however often it is sent."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from comments import screening
from comments.models import Comment, Discussion, Passage, State
from comments.rendering import VERSION, render
from comments.transitions import tell_of_arrival


class TooManyComments(Exception):
    """The member has written as much as one may for now."""


class Overtaken(Exception):
    """The discussion was closed, or the comment that is answered taken away, while this one was being written."""


@dataclass(frozen=True)
class Words:
    """What is said, as the form has cleaned it. An answer belongs to the passage of its thread, whatever `passage` says."""

    source: str
    passage: Passage | None = None
    kind: str = ""
    has_interest: bool = False
    used_ai: bool = False


def submit(discussion: Discussion, author: User, words: Words, *, key: uuid.UUID, parent: Comment | None = None) -> tuple[Comment, bool]:
    """Writes the comment and returns it with True; a replay of the same form returns the comment that exists, with False.

    The screening decides the first state. Raises TooManyComments, and Overtaken where somebody was quicker.
    """
    source = words.source
    existing = Comment.objects.filter(author=author, key=key).first()
    if existing and _is_same(existing, discussion, source, parent):
        return existing, False
    if existing:  # the form of an earlier comment, come back to and written anew: what is in it is not to be lost
        key = uuid.uuid4()
    _check_pace(author)
    standing = author.standing()
    verdict = screening.screen(author, discussion, source)
    now = timezone.now()
    comment = Comment(
        discussion=discussion,
        author=author,
        key=key,
        source=source,
        html=render(source),
        html_version=VERSION,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        passage=parent.passage if parent else None,
        kind=words.kind,
        has_interest=words.has_interest,
        used_ai=words.used_ai,
        profession=standing.profession,
        credential=standing.credential,
        state=verdict.state,
        held_because=verdict.why,
        created_at=now,
        published_at=now if verdict.state == State.PUBLISHED else None,
    )
    try:
        with transaction.atomic():
            discussion.touch()  # holds the discussion: what is true now stays true until the comment stands
            _check_still_open(discussion, parent)
            if words.passage and not parent:
                comment.passage = words.passage.keep(discussion)
            comment.save(force_insert=True)
            if comment.is_public:
                discussion.count(comment, 1, arrived=True)
                tell_of_arrival(comment)
    except IntegrityError:  # the same form arrived twice at once, and the other was first
        return Comment.objects.get(author=author, key=key), False
    return comment, True


def _check_still_open(discussion: Discussion, parent: Comment | None) -> None:
    if not Discussion.objects.filter(pk=discussion.pk, closed_at=None, page__live=True).exists():
        raise Overtaken
    if parent and not Comment.objects.published().filter(pk=parent.pk).exists():
        raise Overtaken


def _is_same(existing: Comment, discussion: Discussion, source: str, parent: Comment | None) -> bool:
    """Whether the form is sent again; a text that was taken back cannot be compared, and counts as the same."""
    place = (existing.discussion_id, existing.parent_id) == (discussion.pk, parent.pk if parent else None)
    return place and existing.source in (source, "")


def _check_pace(author: User) -> None:
    since = timezone.now() - timedelta(minutes=10)
    if Comment.objects.filter(author=author, created_at__gt=since).count() >= settings.COMMENTS_PER_TEN_MINUTES:
        raise TooManyComments
