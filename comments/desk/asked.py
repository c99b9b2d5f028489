"""What the desk asks of a comment and its author each time one is laid out; compiled once (accounts/prepared.py)."""

from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from accounts.models import Credential
from accounts.prepared import Prepared
from comments.models import Comment, CommentVersion, Decision, Handling, MemberNote, Report, Rule

from .queues import A_PAGE

REPLIES, REPORTS, DECISIONS, VERSIONS, RECENT, NOTES = 5, 50, 20, 20, 5, 10
# Three levels up, each with what a comment's line reads, in one query.
ABOVE = ("parent", "parent__parent", "parent__parent__parent")
WORN = tuple(f"{path}__{key}" for path in ABOVE for key in ("author", "profession__shown_as", "credential"))


def with_what_bears_on_it() -> QuerySet[Comment, Any]:
    """Comments with their page, their author and three comments above them."""
    return Comment.objects.for_display().select_related("discussion__page", "author__held_for_review", *WORN)


def _replies(number: int) -> QuerySet[Comment, Any]:
    return Comment.objects.filter(parent=number).for_display().order_by("created_at", "pk")[: REPLIES + 1]


def _reports(number: int) -> QuerySet[Report, Any]:
    return Report.objects.open().filter(comment=number).select_related("reporter", "rule")[:REPORTS]


def _decisions(number: int) -> QuerySet[Decision, Any]:
    return Decision.objects.filter(comment=number).select_related("actor", "rule", "text")[:DECISIONS]


def _others_decided(author: int, but: int) -> QuerySet[Decision, Any]:
    others = Decision.objects.filter(comment__author=author).exclude(comment=but)
    return others.select_related("comment", "rule")[:RECENT]


def _numbers(author: int) -> QuerySet[Comment, Any]:
    return Comment.objects.filter(author=author).order_by().values_list("state").annotate(Count("pk"))


def _notes(member: int) -> QuerySet[MemberNote, Any]:
    return MemberNote.objects.filter(member=member).select_related("author")[:NOTES]


def _credentials(member: int, at: datetime) -> QuerySet[Credential, Any]:
    return Credential.objects.valid(at).filter(user=member).select_related("profession")


def _hands(at: datetime, *comments: int) -> QuerySet[Handling, Any]:
    return Handling.objects.at(at).filter(comment__in=comments).select_related("moderator")


def padded(numbers: list[int]) -> list[int]:
    """As many as a page of a queue has: a prepared statement takes always as many."""
    return [*numbers, *[0] * (A_PAGE - len(numbers))]


COMMENT: Prepared[Comment] = Prepared(lambda number: with_what_bears_on_it().filter(pk=number), int, by_key=True)
REPLIES_TO: Prepared[Comment] = Prepared(_replies, int, by_key=True)
REPORTS_OF: Prepared[Report] = Prepared(_reports, int, by_key=True)
DECISIONS_ON: Prepared[Decision] = Prepared(_decisions, int, by_key=True)
VERSIONS_OF: Prepared[CommentVersion] = Prepared(lambda number: CommentVersion.objects.filter(comment=number)[:VERSIONS], int, by_key=True)
OTHERS_DECIDED: Prepared[Decision] = Prepared(_others_decided, int, int, by_key=True)
NUMBERS_OF: Prepared[Any] = Prepared(_numbers, int, by_key=True)
NOTES_ON: Prepared[MemberNote] = Prepared(_notes, int, by_key=True)
CREDENTIALS_OF: Prepared[Credential] = Prepared(_credentials, int, datetime, by_key=True)
RULES: Prepared[Rule] = Prepared(lambda: Rule.objects.filter(is_current=True), by_key=True)
HANDS: Prepared[Handling] = Prepared(_hands, datetime, *[int] * A_PAGE, by_key=True)
