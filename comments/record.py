"""What there is to know of an author before they speak, in one query."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, FilteredRelation, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Credential, User
from accounts.prepared import Prepared
from accounts.standing import Capacity
from comments.models import Comment, Discussion, HeldMember, Sanction, Screening

PACE = timedelta(minutes=10)


@dataclass(frozen=True)
class Record:
    replayed: int | None  # the comment that was made of this form already
    is_too_fast: bool  # has written as much as one may for now
    is_known: bool  # as many comments of theirs have been published as screening wants to see
    is_settled: bool  # has been here for some days, and as many have been published as a guarded discussion wants to see
    capacity: Capacity
    stopped_by: int | None = None  # the sanction that keeps the author from writing now
    stamp: str = ""  # of what screening is set to
    is_held: bool = False  # moderators read this member's comments first
    may_link: bool = True  # as many have been published as links want to see
    is_burst: bool = False  # more has arrived in the discussion than arrives by itself

    @classmethod
    def of(cls, author: User, key: uuid.UUID | None = None, discussion: Discussion | None = None) -> "Record":
        pace, wanted = settings.COMMENTS_PER_TEN_MINUTES, settings.COMMENTS_HELD_FOR_NEWCOMERS
        trusted, burst = settings.COMMENTS_BEFORE_LINKS, settings.COMMENTS_BURST
        settled = settings.GUARD_NEWCOMER_COMMENTS
        ask = _asked(*(max(number, 1) for number in (pace, wanted, trusted, burst, settled)))
        where, now = (discussion.pk if discussion else None) or 0, timezone.now()
        found: Any = ask(author.pk, key or uuid.uuid4(), now - PACE, where, now)[0]
        joined = now - timedelta(days=settings.GUARD_NEWCOMER_DAYS)
        return cls(
            replayed=found.replayed,
            is_too_fast=pace < 1 or found.last_allowed is not None,
            is_known=wanted < 1 or found.enough is not None,
            is_settled=found.date_joined <= joined and (settled < 1 or found.plenty is not None),
            capacity=Capacity.of(found.profession, getattr(found, "held", None)),
            stopped_by=found.stopped_by,
            stamp=found.stamp or "",
            is_held=found.is_held,
            may_link=trusted < 1 or found.trusted is not None,
            is_burst=burst > 0 and found.burst is not None,
        )


@lru_cache(8)
def _asked(*numbers: int) -> Prepared[User]:
    return Prepared(partial(_record, numbers), int, uuid.UUID, datetime, int, datetime, by_key=True)


def _record(numbers: tuple[int, ...], author: int, key: uuid.UUID, since: datetime, discussion: int, now: datetime) -> QuerySet[User]:
    """The author with the comment of that form, the `pace`th of those written `since`, the `wanted`th, `trusted`th and `settled`th that
    was published, the `burst`th that was published in the discussion `since`, and what keeps them from writing `now`, if any."""
    pace, wanted, trusted, burst, settled = numbers
    own = Comment.objects.filter(author=author)
    public = own.filter(published_at__isnull=False).values("pk")
    here = Comment.objects.published().filter(discussion=discussion, created_at__gt=since).order_by("-created_at", "-pk").values("pk")
    granted = Q(credentials__state=Credential.State.GRANTED, credentials__profession=F("profession"))
    return (
        User.objects.filter(pk=author)
        .annotate(
            held=FilteredRelation("credentials", condition=granted),
            replayed=Subquery(own.filter(key=key).values("pk")),
            last_allowed=Subquery(own.filter(created_at__gt=since).values("pk")[pace - 1 : pace]),
            enough=Subquery(public[wanted - 1 : wanted]),
            trusted=Subquery(public[trusted - 1 : trusted]),
            burst=Subquery(here[burst - 1 : burst]),
            is_held=Exists(HeldMember.objects.filter(member=author)),
            stamp=Subquery(Screening.objects.filter(pk=1).values("stamp")),
            stopped_by=Subquery(Sanction.objects.stopping(now).filter(member=author).values("pk")[:1]),
            plenty=Subquery(public[settled - 1 : settled]),
        )
        .only("date_joined", "profession__regulated")
        .select_related("profession", "held")  # type: ignore[misc]
    )
