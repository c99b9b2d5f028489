"""What a member who leaves has said and which sides they took: taken back in batches, as if each had been taken back by hand.

A batch is of one discussion, whose row is held meanwhile as every change of its comments holds it; counts, tallies and scores move in the
same transaction, by a number of queries that does not grow with the batch. Killed between two batches, nothing is half done.
"""

from collections import Counter
from collections.abc import Callable
from itertools import groupby

from django.db import transaction
from django.db.models import F, QuerySet

from accounts import leaving
from accounts.models import Departure, User
from comments.announcing import tell_reporters
from comments.claims.closing import close_gone
from comments.models import Comment, CommentVersion, Discussion, PassageTally, Reaction, Report, State, Tally
from comments.reacting import counted_votes, scores_from

A_BATCH = 200
GONE = (State.REMOVED, State.ERASED)


@leaving.register_eraser
def erase_comments(member: User, comments: str) -> bool:
    """A batch of comments: of all, or of those that were never public, which are part of no conversation. False where none is left."""
    mine = Comment.objects.filter(author=member).exclude(state__in=GONE)
    if comments == Departure.Comments.KEEP:
        mine = mine.filter(published_at=None)
    return _batch(mine.order_by("created_at", "pk"), "discussion", _take_back)


@leaving.register_eraser
def erase_reactions(member: User, comments: str) -> bool:
    if comments == Departure.Comments.KEEP:
        return False
    return _batch(Reaction.objects.filter(member=member).order_by("pk"), "comment__discussion", _take_votes_back)


def _batch(mine: QuerySet, place: str, take_back: Callable[[Discussion, QuerySet], None]) -> bool:
    number = mine.values_list(place, flat=True).first()
    if number is None:
        return False
    with transaction.atomic():
        discussion = Discussion.objects.select_related("page").get(pk=number)
        discussion.touch()  # from here on nobody else moves these comments, and they are read as they stand
        take_back(discussion, mine.filter(**{place: discussion}))
    return True


def _take_back(discussion: Discussion, mine: QuerySet[Comment]) -> None:
    batch = list(mine.select_related("passage", "credential")[:A_BATCH])
    numbers = [comment.pk for comment in batch]
    Comment.objects.filter(pk__in=numbers).update(state=State.REMOVED, source="", html="", html_version=0)
    CommentVersion.objects.filter(comment__in=numbers).delete()
    _uncount(discussion, [comment for comment in batch if comment.is_public])
    close_gone(numbers)
    _tell_reporters(batch)


def _uncount(discussion: Discussion, public: list[Comment]) -> None:
    """As `Discussion.count` does for one."""
    Discussion.objects.filter(pk=discussion.pk).update(comment_count=F("comment_count") - len(public))
    for (profession, verified), number in Counter((one.profession_id, one.is_verified) for one in public).items():
        tally = Tally.objects.filter(discussion=discussion, profession=profession, verified=verified)
        tally.update(count=F("count") - number)
    for (block, profession), number in Counter((one.passage.block, one.profession_id) for one in public if one.passage).items():
        PassageTally.objects.filter(discussion=discussion, block=block, profession=profession).update(count=F("count") - number)
    answers = sorted((number, root) for root, number in Counter(one.root_id for one in public if one.root_id).items())
    for number, threads in groupby(answers, key=lambda answer: answer[0]):
        roots = [root for _number, root in threads]
        Comment.objects.filter(pk__in=roots).update(reply_count=F("reply_count") - number)


def _tell_reporters(batch: list[Comment]) -> None:
    by_number = {comment.pk: comment for comment in batch}
    for report in Report.objects.open().filter(comment__in=by_number).select_related("reporter", "comment__discussion__page"):
        tell_reporters(report.comment, State.REMOVED, [report])


def _take_votes_back(discussion: Discussion, mine: QuerySet[Reaction]) -> None:
    batch = dict(mine.values_list("pk", "comment")[:A_BATCH])
    Reaction.objects.filter(pk__in=batch.keys()).delete()
    votes = counted_votes(Reaction.objects.filter(comment__in=batch.values()), "comment_id")
    scores = {number: scores_from(row[1:] for row in rows) for number, rows in groupby(votes, key=lambda row: row[0])}
    none = scores_from([])
    changed = [Comment(pk=number, **scores.get(number, none)) for number in batch.values()]
    Comment.objects.bulk_update(changed, list(none))
