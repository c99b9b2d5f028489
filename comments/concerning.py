"""The decisions that concern a member, as that member may read them: a page at a time by keyset, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from comments.models import Decision

A_PAGE = 20


@dataclass(frozen=True)
class Listing:
    """The newest first. `older` is the number below which the next page begins, None where there is none."""

    decisions: list[Decision]
    older: int | None


def decisions_about(member: User, before: int | None = None) -> Listing:
    """Of what can still be undone nothing is said yet. Rows of old name no member, but the comment: they are asked for by themselves."""
    named = _told(before).filter(member=member)
    of_old = _told(before).filter(member=None, comment__author=member)
    found = sorted([*named[: A_PAGE + 1], *of_old[: A_PAGE + 1]], key=lambda one: -one.number)
    shown = found[:A_PAGE]
    return Listing(shown, shown[-1].number if len(found) > A_PAGE else None)


def _told(before: int | None) -> QuerySet[Decision]:
    rows = Decision.objects.filter(made_at__lte=timezone.now() - timedelta(seconds=settings.COMMENTS_UNDO_SECONDS))
    if before is not None:
        rows = rows.filter(number__lt=before)
    return rows.select_related("rule", "discussion__page", "appeal").order_by("-number")
