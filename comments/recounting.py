"""Counting again what is kept as numbers: of a discussion here, of its comments in `comments.recounting_comments`."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from accounts.models import Credential
from comments.models import Comment, Discussion, PassageTally, Tally
from comments.recounting_comments import Difference, recount_comments

A_BATCH = 200
# What is counted ("comments", "arrivals", "profession", "paragraph") and of what: a profession (None: not disclosed) and whether it is
# verified, or a block and a profession.
Cell = tuple[str, Any, Any]
COMMENTS: Cell = ("comments", None, None)
ARRIVALS: Cell = ("arrivals", None, None)


def recount(*, dry_run: bool = False) -> Iterator[Difference]:
    """Yields what differed, discussions first and then comments, and puts it right unless `dry_run`."""
    last = 0
    while batch := list(Discussion.objects.filter(pk__gt=last).order_by("pk")[:A_BATCH]):
        arrived = arrived_on(*batch)
        for discussion in batch:
            found = list(differences(discussion, arrived.get(discussion.pk, 0)))
            if found:
                yield from found if dry_run else put_right(discussion)
        last = batch[-1].pk
    yield from recount_comments(dry_run=dry_run)


@transaction.atomic
def put_right(discussion: Discussion) -> list[Difference]:
    """Counts once more while nobody else can move the counts, and writes what was counted."""
    discussion.touch()
    discussion.refresh_from_db()
    arrived = arrived_on(discussion).get(discussion.pk, 0)
    found = list(differences(discussion, arrived))
    cells = counted(discussion, arrived)
    Discussion.objects.filter(pk=discussion.pk).update(comment_count=cells[COMMENTS], arrivals=cells[ARRIVALS])
    discussion.tallies.all().delete()
    discussion.passage_tallies.all().delete()
    Tally.objects.bulk_create(
        Tally(discussion=discussion, profession_id=profession, verified=verified, count=count)
        for (what, profession, verified), count in cells.items()
        if what == "profession"
    )
    PassageTally.objects.bulk_create(
        PassageTally(discussion=discussion, block=block, profession_id=profession, count=count)
        for (what, block, profession), count in cells.items()
        if what == "paragraph"
    )
    return found


def differences(discussion: Discussion, arrived: int) -> Iterator[Difference]:
    is_kept, is_counted = kept(discussion), counted(discussion, arrived)
    for cell in sorted(is_kept.keys() | is_counted.keys(), key=str):
        pair = is_kept.get(cell, 0), is_counted.get(cell, 0)
        if pair[0] != pair[1]:
            yield Difference(f"discussion {discussion.pk}, {label(cell)}", *pair)


def label(cell: Cell) -> str:
    match cell:
        case "profession", profession, verified:
            return f"profession {profession or 'none'}, {'verified' if verified else 'stated'}"
        case "paragraph", block, profession:
            return f"paragraph {block}, profession {profession or 'none'}"
    return cell[0]


def kept(discussion: Discussion) -> dict[Cell, int]:
    cells: dict[Cell, int] = {COMMENTS: discussion.comment_count, ARRIVALS: discussion.arrivals}
    for profession, verified, count in discussion.tallies.exclude(count=0).values_list("profession_id", "verified", "count"):
        cells["profession", profession, verified] = count
    for block, of, count in discussion.passage_tallies.exclude(count=0).values_list("block", "profession_id", "count"):
        cells["paragraph", block, of] = count
    return cells


def counted(discussion: Discussion, arrived: int) -> dict[Cell, int]:
    """What the published comments come to. `arrivals` is never lowered: a reader who has seen so many would be told of too few."""
    published = Comment.objects.on(discussion).published().order_by()
    cells: dict[Cell, int] = {}
    is_verified = Exists(Credential.objects.filter(pk=OuterRef("credential")).exclude(state=Credential.State.REVOKED))
    for profession, verified, count in (
        published.annotate(checked=is_verified).values_list("profession_id", "checked").annotate(Count("pk"))
    ):
        cells["profession", profession, bool(verified)] = count
    total = sum(cells.values())
    on_passages = published.filter(passage__isnull=False)
    for block, of, count in on_passages.values_list("passage__block", "profession_id").annotate(Count("pk")):
        cells["paragraph", block, of] = count
    return {COMMENTS: total, ARRIVALS: max(discussion.arrivals, arrived), **cells}


def arrived_on(*discussions: Discussion) -> dict[int, int]:
    """How many comments of each discussion have ever been public; one walk through the comments for all."""
    ever = Comment.objects.filter(discussion__in=discussions, published_at__isnull=False)
    return dict(ever.order_by().values_list("discussion_id").annotate(Count("pk")))
