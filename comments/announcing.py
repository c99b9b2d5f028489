"""Who is told of what becomes of a comment: its author, whoever reported it, whoever waits for answers and news.

Inside the transaction of what it tells of. What can still be undone is told once it cannot be any more.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from accounts.models import Notice, User
from comments.answering import mail_answer_soon
from comments.contesting import CONTESTABLE
from comments.following import tell_followers_soon
from comments.models import Comment, Decision, Report
from comments.muting import is_muted
from comments.telling import about, address_of


def told_at(decision: Decision) -> datetime:
    """When those are told whom a decision concerns: once it cannot be undone any more."""
    return decision.made_at + timedelta(seconds=settings.COMMENTS_UNDO_SECONDS)


def _with(decision: Decision | None) -> dict[str, Any]:
    """What a notice says of the decision that it follows from, by which undoing finds it again."""
    return {"at": told_at(decision), "decision": decision.number} if decision else {}


def tell_author(comment: Comment, decision: Decision) -> None:
    Notice.tell(
        comment.author,
        f"comment_{decision.action}",
        **{
            **_with(decision),
            **about(decision),
            "url": address_of(decision) if decision.action in CONTESTABLE else comment.get_absolute_url(),
        },
        comment=comment.pk,
        page=comment.discussion.page.title,
        excerpt=comment.source[:80],
        has_place=comment.was_public,
    )


def tell_reporters(comment: Comment, outcome: str, reports: list[Report], decision: Decision | None = None) -> None:
    """`outcome` is the decision's action, or `removed` where the author was quicker. A stranger has no inbox, and is written to."""
    for report in reports:
        if report.reporter is None:
            mail_answer_soon(report, after=settings.COMMENTS_UNDO_SECONDS if decision else 0)
        elif report.reporter_id != comment.author_id:
            Notice.tell(
                report.reporter,
                "report_answered",
                **_with(decision),
                url=comment.get_absolute_url(),
                comment=comment.pk,
                page=comment.discussion.page.title,
                action=outcome,
            )


def tell_of_arrival(comment: Comment, decision: Decision | None = None) -> None:
    """Tells who wants to know of it, once it can be seen: the author of what was answered at once, those who follow by and by."""
    _tell_of_reply(comment, decision)
    tell_followers_soon(comment, after=settings.COMMENTS_UNDO_SECONDS if decision else 0)


def _tell_of_reply(comment: Comment, decision: Decision | None) -> None:
    parent = comment.parent
    if parent is None or parent.author_id == comment.author_id or not _is_here(parent.author) or is_muted(parent.author, comment.author):
        return
    Notice.tell(
        parent.author,
        "reply",
        **_with(decision),
        url=comment.get_absolute_url(),
        comment=comment.pk,
        page=comment.discussion.page.title,
        author=comment.author_id,
    )


def _is_here(member: User) -> bool:
    return member.is_active and member.closed_at is None
