"""How much lies on the desk: every number on it in one statement, each counted no further than MOST."""

from datetime import datetime
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared
from comments.models import Appeal, Claim

from .appeals import lying
from .claims import owed
from .limits import pages_of
from .queues import MOST, Reported, Waiting

NAMES = ("waiting", "waiting_late", "reported", "reported_late", "claims", "appeals")


class Capped(Subquery):
    """How many rows a query set has, up to MOST."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        super().__init__(rows.order_by().values("pk")[:MOST])


def counts_of(moderator: User) -> dict[str, int]:
    """By the names above; asked once for each `User` object, that is for each request."""
    if not hasattr(moderator, "_on_the_desk"):
        now = timezone.now()
        since = now - Waiting.owed, now - Reported.owed
        limited = pages_of(moderator) is not None
        (found,) = _counts(moderator, moderator.pk, *since) if limited else _of_everything(moderator.pk, *since)
        moderator._on_the_desk = dict(zip(NAMES, found, strict=True))  # type: ignore[attr-defined]
    return moderator._on_the_desk  # type: ignore[attr-defined]


def _counts(moderator: User | None, number: int, late: datetime, late_reports: datetime) -> QuerySet[User, Any]:
    """One row, hung on the moderator's own: a statement has to ask some table."""
    waiting, reported = Waiting(moderator), Reported(moderator)
    counted = (
        *(waiting.all, waiting.late(late), reported.all, reported.late(late_reports)),
        owed(moderator) if moderator else Claim.objects.owed(),
        lying(moderator) if moderator else Appeal.objects.open(),
    )
    named = {f"n_{name}": Capped(rows) for name, rows in zip(NAMES, counted, strict=True)}
    return User.objects.filter(pk=number).order_by().annotate(**named).values_list(*named)


# Of any values: each count walks its own index, no further than MOST.
_of_everything: Prepared[Any] = Prepared(lambda *values: _counts(None, *values), int, datetime, datetime, by_key=True)
