"""From a form to a comment: one submit is one comment, however often it is sent."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.db.models import Exists, F, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.prepared_writes import PreparedInsert, PreparedUpdate
from accounts.speaking import capacity_of
from comments import screening
from comments.announcing import tell_of_arrival
from comments.campaigns import arrivals, caps
from comments.campaigns.caps import CapReached
from comments.holding import held_briefly
from comments.models import Comment, Discussion, Passage, State
from comments.record import Record
from comments.rendering import VERSION, render
from comments.sanctioning import must_be_free


def _thread_of(root: int, parent: int) -> tuple[QuerySet[Comment], dict[str, Any]]:
    still_public = Comment.objects.published().filter(pk=parent)
    return Comment.objects.filter(pk=root).filter(Exists(still_public)), {"reply_count": F("reply_count") + 1}


_insert = PreparedInsert(Comment)
_count_answer = PreparedUpdate(_thread_of, int, int)


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
    speaking_as: str = ""  # as accounts.speaking has it


def submit(
    discussion: Discussion, author: User, words: Words, *, key: uuid.UUID, parent: Comment | None = None, network: str | None = None
) -> tuple[Comment, bool]:
    """Writes the comment and returns it with True; a replay of the same form returns the comment that exists, with False.

    The screening decides the first state. `network` is where it comes from, "" where that is not known; None counts nothing, for what no
    reader sends. Raises Stopped by a sanction, CapReached, NotHeld for a profession that is not the author's, and Overtaken where
    somebody was quicker.
    """
    record = Record.of(author, key, discussion)
    if record.replayed is not None:
        existing = Comment.objects.get(pk=record.replayed)
        if _is_same(existing, discussion, words.source, parent):
            return existing, False
        key = uuid.uuid4()  # the form of an earlier comment, come back to and written anew: what is in it is not to be lost
    if record.stopped_by is not None:
        must_be_free(author)
    if record.is_too_fast:
        raise CapReached
    if network is not None:
        caps.take_comment(author, network, words.source, is_reply=parent is not None)
    comment = _drawn(discussion, author, words, record, key, parent)
    try:
        with held_briefly():
            _place(comment, words)
    except IntegrityError:  # the same form arrived twice at once, and the other was first
        return Comment.objects.get(author=author, key=key), False
    if network is not None:
        arrivals.note(discussion.pk, network)
    return comment, True


def _drawn(discussion: Discussion, author: User, words: Words, record: Record, key: uuid.UUID, parent: Comment | None) -> Comment:
    """The comment as it is going to stand; whatever takes time and needs no row of others is done here."""
    capacity = capacity_of(author, words.speaking_as, record.capacity)
    verdict = screening.screen(author, record, discussion, words.source)
    now = timezone.now()
    return Comment(
        discussion=discussion,
        author=author,
        key=key,
        source=words.source,
        html=render(words.source),
        html_version=VERSION,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        passage=parent.passage if parent else None,
        kind=words.kind,
        has_interest=words.has_interest,
        used_ai=words.used_ai,
        profession=capacity.profession,
        credential=capacity.credential,
        state=verdict.state,
        held_because=verdict.why,
        created_at=now,
        published_at=now if verdict.state == State.PUBLISHED else None,
    )


def _place(comment: Comment, words: Words) -> None:
    """Writes it, in a transaction. The first statement holds the discussion: what is true then stays true until the comment stands.

    All who speak in the discussion wait for each other here, so nothing is asked that could be asked before or afterwards.
    """
    discussion = comment.discussion
    if not discussion.hold_open(arriving=comment.is_public) or not _is_answerable(comment):
        raise Overtaken
    if words.passage and not comment.parent:
        comment.passage = words.passage.keep(discussion)
    _insert(comment)
    if comment.is_public:
        discussion.count_voice(comment, 1)
        tell_of_arrival(comment)


def _is_answerable(comment: Comment) -> bool:
    """Whether what it answers, if anything, is still public. Where it is itself, its thread counts it in the same statement."""
    if comment.parent_id is None or comment.root_id is None:
        return True
    if comment.is_public:
        return bool(_count_answer(comment.root_id, comment.parent_id))
    return Comment.objects.published().filter(pk=comment.parent_id).exists()


def _is_same(existing: Comment, discussion: Discussion, source: str, parent: Comment | None) -> bool:
    """Whether the form is sent again; a text that was taken back cannot be compared, and counts as the same."""
    place = (existing.discussion_id, existing.parent_id) == (discussion.pk, parent.pk if parent else None)
    return place and existing.source in (source, "")
