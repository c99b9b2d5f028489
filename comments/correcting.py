"""Correcting an entry of the ledger: never by changing it, always by a further row that says what was wrong."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.models import Notice, User
from comments.claims.appealed import case_of
from comments.models import Action, Decision, LedgerHead, Rule, Scope
from comments.telling import address_of

UNTOLD = (Action.KEEP, Action.UNDO, Action.PROTECT, Action.UNPROTECT, Action.CLOSE, Action.OPEN)  # what nobody was told of as theirs


class CorrectedMeanwhile(Exception):
    """Somebody has added to the entry since it was shown."""


def newest_on(entry: Decision) -> int:
    """The number of the newest row about this entry, 0 where there is none."""
    return entry.later.order_by("-number").values_list("number", flat=True).first() or 0


@transaction.atomic
def correct(entry: Decision, *, by: User, words: str, rule: Rule | None = None, seen: int | None = None) -> Decision:
    """Adds a correction: `words` are read by everybody, and `rule` is the one that should have been named. No state moves.

    `seen` is the newest row about the entry that was shown, 0 for none, None not to ask. Raises CorrectedMeanwhile, and ValueError without
    words.
    """
    if not words.strip():
        raise ValueError("a correction says what was wrong")
    LedgerHead.objects.select_for_update().get(pk=1)  # an entry that is there has a head; of two who correct at once one waits
    if seen is not None and newest_on(entry) != seen:
        raise CorrectedMeanwhile
    about = {"comment": entry.comment} if entry.comment else {"discussion": entry.discussion, "member": entry.member}
    correction = Decision.record(
        action=Action.CORRECT,
        from_state=entry.to_state,
        to_state=entry.to_state,
        by=by,
        rule=rule,
        reason=words,
        scope=Scope(entry.scope) if entry.scope else None,
        earlier=entry,
        **about,
    )
    _tell(entry, correction)
    return correction


def _tell(entry: Decision, correction: Decision) -> None:
    """Whom the entry concerns, if they had been told of it: of a report that came to nothing its author never heard."""
    if entry.action in UNTOLD or entry.later.filter(action=Action.UNDO).exists():
        return
    for member, address in _concerned(entry):
        if member.closed_at is None and member.pk != correction.actor_id:
            page = entry.discussion.page.title if entry.discussion else ""
            words: dict[str, Any] = {
                "number": entry.number,
                "decision": correction.number,
                "reason": correction.reason,
                "rule": correction.rule_key,
            }
            Notice.tell(member, "decision_corrected", url=address, page=page, **words)


def _concerned(entry: Decision) -> list[tuple[User, str]]:
    """Each with the address at which they read of it: the decision's page, or that of the case of a whole column."""
    member = entry.comment.author if entry.comment else entry.member
    if member:
        return [(member, address_of(entry))]
    claim = case_of(entry)
    return [(writer, reverse("comments:claim_case", args=[claim.pk])) for writer in claim.answering()] if claim else []
