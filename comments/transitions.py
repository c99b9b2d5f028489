"""The one door: every change of a comment's state goes through `_move`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from comments.announcing import tell_author, tell_of_arrival, tell_reporters
from comments.claims.closing import close_decided, close_gone
from comments.claims.forgetting import forget_comment
from comments.models import Action, Comment, CommentVersion, Decision, Report, Rule, State


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
def decide(
    comment: Comment, to: State, *, by: User, rule: Rule | None = None, reason: str = "", facts: str = "", seen: int | None = None
) -> Decision:
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
    decision = Decision.record(action=action, from_state=was, to_state=to, by=by, comment=comment, rule=rule, reason=reason, facts=facts)
    answered = _answer_reports(comment, decision)
    if was == State.BLINDED:
        close_decided(comment, decision)
    tell_author(comment, decision)
    tell_reporters(comment, decision.action, answered, decision)
    if to == State.PUBLISHED and not had_been_public:
        tell_of_arrival(comment, decision)
    return decision


@transaction.atomic
def keep(comment: Comment, *, by: User, reason: str = "", facts: str = "", seen: int | None = None) -> Decision:
    """The comment stays as it is; the open reports are answered. Raises AlreadyDecided if none is open."""
    if by.pk == comment.author_id:
        raise OwnComment
    _hold(comment, seen)
    if not comment.is_public or not Report.objects.open().filter(comment=comment).exists():
        raise AlreadyDecided(comment)
    state = comment.state
    decision = Decision.record(action=Action.KEEP, from_state=state, to_state=state, by=by, comment=comment, reason=reason, facts=facts)
    tell_reporters(comment, decision.action, _answer_reports(comment, decision), decision)
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
    close_gone([comment.pk])
    tell_reporters(comment, State.REMOVED, list(Report.objects.open().filter(comment=comment).select_related("reporter")))


def blind(comment: Comment) -> None:
    """Hides a public comment for a time. State and counts; to be called by its claim, which records and tells (comments.claims)."""
    _move(comment, State.BLINDED)


def unblind(comment: Comment) -> None:
    """The same the other way."""
    _move(comment, State.PUBLISHED)


def erase(comment: Comment, *, by: User, rule: Rule, reason: str) -> Decision:
    """By decision on a claim, which holds the discussion's row and tells: the text goes, with what it said before; reports are answered."""
    was = _move(comment, State.ERASED, source="", html="", html_version=0)
    forget_comment(comment)
    decision = Decision.record(action=Action.ERASE, from_state=was, to_state=State.ERASED, by=by, comment=comment, rule=rule, reason=reason)
    tell_reporters(comment, decision.action, _answer_reports(comment, decision))
    return decision


def _answer_reports(comment: Comment, decision: Decision) -> list[Report]:
    reports = list(Report.objects.open().filter(comment=comment).select_related("reporter"))
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(decision=decision)
    return reports
