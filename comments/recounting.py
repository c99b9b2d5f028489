"""Counting again what is kept as numbers: published comments of a discussion, by profession, and replies of a thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from comments.models import Comment, Discussion, Tally

A_BATCH = 200
Cell = tuple[int | None, bool]


@dataclass(frozen=True)
class Difference:
    where: str
    kept: int
    counted: int

    def __str__(self) -> str:
        return f"{self.where}: {self.kept} kept, {self.counted} counted"


def recount(*, dry_run: bool = False) -> Iterator[Difference]:
    """Yields what differed, discussion by discussion, and puts it right unless `dry_run`."""
    last = 0
    while batch := list(Discussion.objects.filter(pk__gt=last).order_by("pk")[:A_BATCH]):
        for discussion in batch:
            if not any(differences(discussion)):
                continue
            if dry_run:
                yield from differences(discussion)
            else:
                yield from put_right(discussion)
        last = batch[-1].pk


@transaction.atomic
def put_right(discussion: Discussion) -> list[Difference]:
    """Counts once more while nobody else can move the counts, and writes what was counted."""
    discussion.touch()
    discussion.refresh_from_db()
    found = list(differences(discussion))
    cells = counted_cells(discussion)
    Discussion.objects.filter(pk=discussion.pk).update(comment_count=sum(cells.values()))
    discussion.tallies.all().delete()
    Tally.objects.bulk_create(
        Tally(discussion=discussion, profession_id=profession, verified=verified, count=count)
        for (profession, verified), count in cells.items()
    )
    for number, _kept, counted in list(miscounted_threads(discussion)):
        Comment.objects.filter(pk=number).update(reply_count=counted)
    return found


def differences(discussion: Discussion) -> Iterator[Difference]:
    cells = counted_cells(discussion)
    kept = kept_cells(discussion)
    where = f"discussion {discussion.pk}"
    if discussion.comment_count != sum(cells.values()):
        yield Difference(f"{where}, comments", discussion.comment_count, sum(cells.values()))
    for profession, verified in sorted(cells.keys() | kept.keys(), key=str):
        pair = kept.get((profession, verified), 0), cells.get((profession, verified), 0)
        if pair[0] != pair[1]:
            yield Difference(f"{where}, profession {profession or 'none'}, {'verified' if verified else 'stated'}", *pair)
    for number, was, is_now in miscounted_threads(discussion):
        yield Difference(f"comment {number}, replies", was, is_now)


def counted_cells(discussion: Discussion) -> dict[Cell, int]:
    """The published comments by profession (None: not disclosed) and verified or not."""
    rows = Comment.objects.on(discussion).published().values_list("profession_id", "credential_id").annotate(Count("pk"))
    cells: dict[Cell, int] = {}
    for profession, credential, count in rows.order_by():
        cell = (profession, credential is not None)
        cells[cell] = cells.get(cell, 0) + count
    return cells


def kept_cells(discussion: Discussion) -> dict[Cell, int]:
    rows = discussion.tallies.exclude(count=0).values_list("profession_id", "verified", "count")
    return {(profession, verified): count for profession, verified, count in rows}


def miscounted_threads(discussion: Discussion) -> Iterator[Any]:
    """Comments whose kept number of replies is wrong: their number, what is kept, what was counted. None but top-level ones keep any."""
    replies = Comment.objects.published().filter(root=OuterRef("pk")).order_by().values("root").annotate(n=Count("pk")).values("n")
    counted = Coalesce(Subquery(replies, output_field=IntegerField()), 0)
    wrong = Comment.objects.on(discussion).annotate(counted=counted).exclude(reply_count=F("counted"))
    return wrong.order_by("pk").values_list("pk", "reply_count", "counted").iterator(chunk_size=500)
