"""Walking the ledger's chain from its first row to its head, in bounded memory."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from comments.chain import BrokenLedger, Chain
from comments.models import Decision, DecisionText, LedgerHead, PublishedHead
from comments.models.ledger import salted_digest

A_BATCH = 500


def verify() -> int:
    """Checks every row and returns how many there are. Raises BrokenLedger at the first that is wrong.

    Numbers run from 1 without a gap; each row names the digest of the one before and has the digest of its own fields; where the salt has
    not been erased, the salted digests are those of what the row points to; the head names the last row; every digest that was published
    is still that of its row, which a chain written anew from some row on cannot have. What is added meanwhile is left to the next time.
    """
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead()
    chain = Chain()
    for row in _rows(head.number):
        chain.add(row.number, previous=row.previous, digest=row.digest, computed=row.computed_digest())
        wrong = _unlike_its_salts(row)
        if wrong:
            raise BrokenLedger(row.number, f"the {wrong} is not what was recorded")
    if (head.number, head.digest) != (chain.number, chain.digest):
        raise BrokenLedger(chain.number + 1, f"the head speaks of {head.number} rows, and of another digest than the last row's")
    beyond = Decision.objects.filter(number__gt=head.number).order_by("number").first()
    if beyond and not LedgerHead.objects.filter(pk=1, number__gte=beyond.number).exists():
        raise BrokenLedger(beyond.number, "stands beyond the head")
    _hold_against_published()
    return chain.number


def _hold_against_published() -> None:
    """The first published digest that is none of its row says that something up to there was changed since, with all that follows."""
    still_there = Decision.objects.filter(number=OuterRef("number"), digest=OuterRef("digest"))
    lost = PublishedHead.objects.exclude(Exists(still_there)).order_by("number", "day").first()
    if lost:
        raise BrokenLedger(lost.number, f"has another digest than was published on {lost.day}; it or a row before it was written anew")


def number_of(digest: str) -> int | None:
    """The row that has this digest, None where none has it."""
    return Decision.objects.filter(digest=digest.strip().lower()).values_list("number", flat=True).first()


def _rows(last: int) -> Iterator[Decision]:
    number = 0
    while True:
        rows = (
            Decision.objects.filter(number__gt=number, number__lte=last)
            .order_by("number")
            .select_related("text", "comment", "earlier")[:A_BATCH]
        )
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
    held = {
        "subject": (row.subject_digest, salted_digest(text.salt, row.subject)),
        "author": (row.member_digest, salted_digest(text.salt, f"user:{row.concerned}") if row.concerned else ""),
        "decider": (row.actor_digest, salted_digest(text.salt, f"user:{row.actor_id}") if row.actor_id else ""),
        "reason": (row.text_digest, salted_digest(text.salt, text.reason)),
        "facts": (row.facts_digest, salted_digest(text.salt, text.facts) if text.facts else ""),
    }
    return next((name for name, (recorded, now) in held.items() if recorded != now), "")
