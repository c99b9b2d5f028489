"""The one door: every change of a comment's state goes through `_move`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice, User
from comments.answering import mail_answer_soon
from comments.following import tell_followers_soon
from comments.models import Comment, CommentVersion, Decision, Report, Rule, State
from comments.models.decision import Action
from comments.muting import is_muted


class AlreadyDecided(Exception):
    """Somebody else was quicker, or the comment cannot go there from where it is; `comment` has been read anew."""

    def __init__(self, comment: Comment) -> None:
        self.comment = comment
        super().__init__(_("This comment has already been decided."))


class OwnComment(Exception):
    """Nobody decides on their own words."""


def _hold(comment: Comment, seen: int | None) -> None:
    """Holds the discussion's row, so that decisions on its comments come one after the other, and checks that the decider is up to date.

    `seen` is the number of the newest decision on the comment that the decider had before them, 0 for none, None not to ask. From here
    to the end of the transaction nobody else moves the comment; what the caller held of it is compared and read anew.
    """
    had = comment.state, comment.edition
    comment.discussion.touch()
    comment.refresh_from_db(fields=["state", "published_at", "edited_at"])
    if (comment.state, comment.edition) != had or (seen is not None and last_number(comment) != seen):
        comment.refresh_from_db()
        raise AlreadyDecided(comment)


def last_number(comment: Comment) -> int:
    """The number of the newest decision on the comment, 0 where there is none."""
    return comment.decisions.order_by("-number").values_list("number", flat=True).first() or 0


def _move(comment: Comment, to: State, **fields: object) -> State:
    """Moves the state by compare-and-set, and the counts with it. Inside a transaction. Returns the state it left.

    Raises AlreadyDecided if the comment is no longer in the state the caller saw, or the table has no such way.
    """
    was = State(comment.state)
    if not comment.may_become(to):
        comment.refresh_from_db()
        raise AlreadyDecided(comment)
    arrived = to == State.PUBLISHED and comment.published_at is None
    if arrived:
        fields["published_at"] = timezone.now()
    if not Comment.objects.filter(pk=comment.pk, state=was).update(state=to, **fields):
        comment.refresh_from_db()
        raise AlreadyDecided(comment)
    for name, value in {"state": to, **fields}.items():
        setattr(comment, name, value)
    if State.PUBLISHED in (was, to):
        comment.discussion.count(comment, 1 if to == State.PUBLISHED else -1, arrived=arrived)
    return was


# Each as a first decision, and as one on what stood on the page once.
ACTIONS = {
    State.PUBLISHED: (Action.PUBLISH, Action.RESTORE),
    State.REJECTED: (Action.REJECT, Action.TAKE_DOWN),
    State.SPAM: (Action.SPAM, Action.SPAM),
}


@transaction.atomic
def decide(comment: Comment, to: State, *, by: User, rule: Rule | None = None, reason: str = "", seen: int | None = None) -> Decision:
    """A person decides: state, ledger, answers to the open reports and notices in one transaction.

    Raises AlreadyDecided, OwnComment, and ValueError where a comment would be refused without a rule and a reason.
    """
    if by.pk == comment.author_id:
        raise OwnComment
    if to in (State.REJECTED, State.SPAM) and not (rule and reason.strip()):
        raise ValueError("refusing a comment takes a rule and a reason")
    _hold(comment, seen)
    had_been_public = comment.was_public
    was = _move(comment, to)
    # What waits is published or refused, also where its author's change took it off the page: no decision is looked at again.
    action = ACTIONS[to][had_been_public and was != State.PENDING]
    decision = Decision.record(action=action, from_state=was, to_state=to, by=by, comment=comment, rule=rule, reason=reason)
    answered = _answer_reports(comment, decision)
    _tell_author(comment, decision)
    _tell_reporters(comment, decision.action, answered)
    if to == State.PUBLISHED and not had_been_public:
        tell_of_arrival(comment)
    return decision


@transaction.atomic
def keep(comment: Comment, *, by: User, reason: str = "", seen: int | None = None) -> Decision:
    """The comment stays as it is; the open reports are answered. Raises AlreadyDecided if none is open."""
    if by.pk == comment.author_id:
        raise OwnComment
    _hold(comment, seen)
    if not comment.is_public or not Report.objects.open().filter(comment=comment).exists():
        raise AlreadyDecided(comment)
    decision = Decision.record(action=Action.KEEP, from_state=comment.state, to_state=comment.state, by=by, comment=comment, reason=reason)
    _tell_reporters(comment, decision.action, _answer_reports(comment, decision))
    return decision


@transaction.atomic
def remove(comment: Comment, *, by: User) -> None:
    """The author takes their words back. Not a decision about anybody, so no row of the ledger. The text goes for good,
    with what it said before it was changed.

    Whoever reported it is told; the reports stay as they are, since nobody decided on them.
    """
    if by.pk != comment.author_id:
        raise PermissionError("only the author removes a comment")
    comment.discussion.touch()
    comment.refresh_from_db(fields=["state", "published_at"])  # whatever a moderator has just decided, the author's word goes further
    _move(comment, State.REMOVED, source="", html="", html_version=0)
    CommentVersion.objects.filter(comment=comment).delete()
    _tell_reporters(comment, State.REMOVED, list(Report.objects.open().filter(comment=comment).select_related("reporter")))


def _answer_reports(comment: Comment, decision: Decision) -> list[Report]:
    reports = list(Report.objects.open().filter(comment=comment).select_related("reporter"))
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(decision=decision)
    return reports


def _tell_author(comment: Comment, decision: Decision) -> None:
    Notice.tell(
        comment.author,
        f"comment_{decision.action}",
        url=comment.get_absolute_url(),
        comment=comment.pk,
        page=comment.discussion.page.title,
        rule=decision.rule_key,
        reason=decision.reason,
        excerpt=comment.source[:80],
        has_place=comment.was_public,
    )


def _tell_reporters(comment: Comment, outcome: str, reports: list[Report]) -> None:
    """`outcome` is the decision's action, or `removed` where the author was quicker. A stranger has no inbox, and is written to."""
    for report in reports:
        if report.reporter is None:
            mail_answer_soon(report)
        elif report.reporter_id != comment.author_id:
            Notice.tell(
                report.reporter,
                "report_answered",
                url=comment.get_absolute_url(),
                comment=comment.pk,
                page=comment.discussion.page.title,
                action=outcome,
            )


def tell_of_arrival(comment: Comment) -> None:
    """Tells who wants to know of it, once it can be seen: the author of what was answered at once, those who follow by and by."""
    _tell_of_reply(comment)
    tell_followers_soon(comment)


def _tell_of_reply(comment: Comment) -> None:
    parent = comment.parent
    if parent is None or parent.author_id == comment.author_id or not parent.author.is_active or is_muted(parent.author, comment.author):
        return
    Notice.tell(
        parent.author,
        "reply",
        url=comment.get_absolute_url(),
        comment=comment.pk,
        page=comment.discussion.page.title,
        author=comment.author_id,
    )
