"""Counting again what is kept on comments: replies of a thread, votes and the scores that follow from them.

In batches of neighbouring numbers, so that a discussion of any size costs memory for one batch and a few queries for each.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.db.models import Count

from comments.models import Comment, Discussion, Reaction
from comments.reacting import Scores, counted_votes, scores_from

A_BATCH = 2000
KEPT = {
    "reply_count": "replies",
    "agree_count": "agreeing",
    "disagree_count": "seeing it differently",
    "score_top": "score top",
    "score_across": "score across",
}


@dataclass(frozen=True)
class Difference:
    where: str
    kept: float
    counted: float

    def __str__(self) -> str:
        return f"{self.where}: {self.kept:.12g} kept, {self.counted:.12g} counted"


def recount_comments(*, dry_run: bool = False) -> Iterator[Difference]:
    """Yields what differed, comment by comment in the order of their numbers, and puts it right unless `dry_run`."""
    last = 0
    while batch := list(Comment.objects.filter(pk__gt=last).order_by("pk").only("discussion_id", *KEPT)[:A_BATCH]):
        wrong, found = compare(batch)
        if wrong:
            yield from found if dry_run else put_right(wrong)
        last = batch[-1].pk


@transaction.atomic
def put_right(comments: list[Comment]) -> list[Difference]:
    """Counts once more while nobody can reply or vote in these discussions, and writes what was counted."""
    for discussion in Discussion.objects.filter(pk__in={comment.discussion_id for comment in comments}).order_by("pk"):
        discussion.touch()
    wrong, found = compare(list(Comment.objects.filter(pk__in=[comment.pk for comment in comments]).order_by("pk")))
    Comment.objects.bulk_update(wrong, list(KEPT))
    return found


def compare(comments: list[Comment]) -> tuple[list[Comment], list[Difference]]:
    """Those of some comments, in the order of their numbers, whose numbers are wrong, holding the right ones; and what differed."""
    wrong, found = [], []
    for comment, right in zip(comments, counted(comments), strict=True):
        differing = [name for name in KEPT if not math.isclose(getattr(comment, name), right[name], abs_tol=1e-9)]
        for name in differing:
            found.append(Difference(f"comment {comment.pk}, {KEPT[name]}", getattr(comment, name), right[name]))
            setattr(comment, name, right[name])
        if differing:
            wrong.append(comment)
    return wrong, found


def counted(comments: list[Comment]) -> list[Scores]:
    """For each comment its published replies, if it is the top of a thread, and what its votes come to."""
    if not comments:
        return []
    first, last = comments[0].pk, comments[-1].pk
    replies = Comment.objects.published().filter(root_id__gte=first, root_id__lte=last).order_by()
    of_thread = dict(replies.values_list("root_id").annotate(Count("pk")))
    votes = counted_votes(Reaction.objects.filter(comment_id__gte=first, comment_id__lte=last), "comment_id").iterator()
    scores = {number: scores_from(row[1:] for row in rows) for number, rows in groupby(votes, key=lambda row: row[0])}
    none = scores_from([])
    return [{"reply_count": of_thread.get(comment.pk, 0), **scores.get(comment.pk, none)} for comment in comments]
