"""Putting a comment back on the page after an appeal, through the one door."""

from collections.abc import Callable

from django.db.models import F

from comments.announcing import tell_of_arrival, tell_reporters
from comments.claims.appealed import case_of, close_with, concede_by_appeal, end_by_appeal
from comments.models import Comment, Decision, State
from comments.transitions import _move

# The state before, the state after, and what follows once the reversal has been recorded.
Given = tuple[str, str, Callable[[Decision], object]]


def put_back(appealed: Decision) -> Given:
    """Publishes the comment where it still is where `appealed` put it, inside the transaction that records it; else nothing moves.

    Its author may have deleted it meanwhile, another decision may stand, the text may be gone.
    """
    if appealed.comment is None:
        return appealed.to_state, appealed.to_state, _nothing
    comment = _held(appealed.comment)
    was = comment.state
    if not (_still_stands(appealed, comment) and comment.may_become(State.PUBLISHED)):
        return was, was, _nothing
    return was, State.PUBLISHED, _publish(comment, appealed)


def end_measure(appealed: Decision) -> Given:
    """As `put_back`, for what a rights claim hides: the case is over, and the comment is back unless another claim hides it as well."""
    claim = case_of(appealed)
    if appealed.comment is None or claim is None:
        return put_back(appealed)
    comment = _held(appealed.comment)
    claim.refresh_from_db()
    if not claim.stands or comment.state != State.BLINDED:
        return comment.state, comment.state, _nothing
    hidden = end_by_appeal(claim)
    tell = _nothing if hidden else _publish(comment, appealed)

    def close(decision: Decision) -> None:
        close_with(claim, decision, hidden=hidden)
        tell(decision)

    return State.BLINDED, comment.state, close


def admit_mistake(appealed: Decision) -> Given:
    """Of what was deleted on a claim: the words are gone, but the case says that they should not be."""
    claim = case_of(appealed)
    if appealed.comment is None or claim is None:
        return put_back(appealed)
    state = _held(appealed.comment).state
    claim.refresh_from_db()
    return state, state, lambda decision: concede_by_appeal(claim, decision)


def _held(comment: Comment) -> Comment:
    comment.discussion.touch()
    comment.refresh_from_db(fields=["state", "published_at"])
    return comment


def _publish(comment: Comment, appealed: Decision) -> Callable[[Decision], None]:
    is_first = not comment.was_public
    _move(comment, State.PUBLISHED)

    def tell(decision: Decision) -> None:
        tell_reporters(comment, decision.action, list(appealed.reports.select_related("reporter")))
        if is_first:
            tell_of_arrival(comment)

    return tell


def _still_stands(appealed: Decision, comment: Comment) -> bool:
    """Whether it was the last to move the comment, and nothing else has since."""
    last = comment.decisions.exclude(from_state=F("to_state")).order_by("-number").values_list("pk", flat=True).first()
    return last == appealed.pk and comment.state == appealed.to_state


def _nothing(decision: Decision) -> None:
    pass
