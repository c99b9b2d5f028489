"""Walking the ledger's chain from its first row to its head, in bounded memory."""

from collections.abc import Iterator

from comments.models import Decision, LedgerHead
from comments.models.decision import DecisionText, salted_digest

A_BATCH = 500
BEFORE_ALL = "0" * 64


class BrokenLedger(Exception):
    """`number` is that of the first row that is wrong."""

    def __init__(self, number: int, why: str) -> None:
        self.number = number
        super().__init__(f"row {number}: {why}")


def verify() -> int:
    """Checks every row and returns how many there are. Raises BrokenLedger at the first that is wrong.

    Numbers run from 1 without a gap; each row names the digest of the one before and has the digest of its own fields; where the salt has
    not been erased, the salted digests are those of what the row points to; the head names the last row. What is added meanwhile is left
    to the next time.
    """
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead()
    number, digest = 0, BEFORE_ALL
    for row in _rows(head.number):
        if row.number != number + 1:
            raise BrokenLedger(number + 1, f"missing; the next one there is {row.number}")
        if row.previous != digest:
            raise BrokenLedger(row.number, "does not name the digest of the row before it")
        if row.digest != row.computed_digest():
            raise BrokenLedger(row.number, "its digest is not that of its fields")
        wrong = _unlike_its_salts(row)
        if wrong:
            raise BrokenLedger(row.number, f"the {wrong} is not what was recorded")
        number, digest = row.number, row.digest
    if (head.number, head.digest) != (number, digest):
        raise BrokenLedger(number + 1, f"the head speaks of {head.number} rows, and of another digest than the last row's")
    beyond = Decision.objects.filter(number__gt=head.number).order_by("number").first()
    if beyond and not LedgerHead.objects.filter(pk=1, number__gte=beyond.number).exists():
        raise BrokenLedger(beyond.number, "stands beyond the head")
    return number


def _rows(last: int) -> Iterator[Decision]:
    number = 0
    while True:
        rows = Decision.objects.filter(number__gt=number, number__lte=last).order_by("number").select_related("text", "comment")[:A_BATCH]
        batch = list(rows)
        yield from batch
        if len(batch) < A_BATCH:
            return
        number = batch[-1].number


def _unlike_its_salts(row: Decision) -> str:
    """Which of the things that stand in digests differs from what the row holds; "" for none, or where the salt has been erased."""
    text: DecisionText | None = getattr(row, "text", None)
    if text is None:
        return ""
    about = f"comment:{row.comment_id}" if row.comment_id else f"discussion:{row.discussion_id or ''}"
    held = {
        "subject": (row.subject_digest, salted_digest(text.salt, about)),
        "author": (row.member_digest, salted_digest(text.salt, f"user:{row.comment.author_id}") if row.comment else ""),
        "decider": (row.actor_digest, salted_digest(text.salt, f"user:{row.actor_id}") if row.actor_id else ""),
        "reason": (row.text_digest, salted_digest(text.salt, text.reason)),
    }
    return next((name for name, (recorded, now) in held.items() if recorded != now), "")
