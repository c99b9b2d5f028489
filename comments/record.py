"""What there is to know of an author before they speak, in one query."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Credential, User
from accounts.models.user import Standing
from accounts.prepared import Prepared
from comments.models import Comment

PACE = timedelta(minutes=10)


@dataclass(frozen=True)
class Record:
    replayed: int | None  # the comment that was made of this form already
    is_too_fast: bool  # has written as much as one may for now
    is_known: bool  # as many comments of theirs have been published as screening wants to see
    standing: Standing

    @classmethod
    def of(cls, author: User, key: uuid.UUID | None = None) -> "Record":
        pace, wanted = settings.COMMENTS_PER_TEN_MINUTES, settings.COMMENTS_HELD_FOR_NEWCOMERS
        found: Any = _asked(max(pace, 1), max(wanted, 1))(author.pk, key or uuid.uuid4(), timezone.now() - PACE)[0]
        return cls(
            replayed=found.replayed,
            is_too_fast=pace < 1 or found.last_allowed is not None,
            is_known=wanted < 1 or found.enough is not None,
            standing=Standing.of(found.profession, getattr(found, "held", None)),
        )


@lru_cache(8)
def _asked(pace: int, wanted: int) -> Prepared[User]:
    return Prepared(partial(_record, pace, wanted), int, uuid.UUID, datetime, by_key=True)


def _record(pace: int, wanted: int, author: int, key: uuid.UUID, since: datetime) -> QuerySet[User]:
    """The author with the comment of that form, the `pace`th of those written `since`, and the `wanted`th that was published, if any."""
    own = Comment.objects.filter(author=author)
    granted = Q(credentials__state=Credential.State.GRANTED, credentials__profession=F("profession"))
    return (
        User.objects.filter(pk=author)
        .annotate(
            held=FilteredRelation("credentials", condition=granted),
            replayed=Subquery(own.filter(key=key).values("pk")),
            last_allowed=Subquery(own.filter(created_at__gt=since).values("pk")[pace - 1 : pace]),
            enough=Subquery(own.filter(published_at__isnull=False).values("pk")[wanted - 1 : wanted]),
        )
        .only("profession__regulated")
        .select_related("profession", "held")  # type: ignore[misc]
    )
