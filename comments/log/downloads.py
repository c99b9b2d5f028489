"""The log to take away: all of it, or a quarter. Read in batches, so that it costs as little memory for a million rows as for one."""

import csv
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from comments.log.entries import Entry, entries_of, shown
from comments.models import Decision, LedgerHead
from comments.models.ledger import canonical, stamp
from comments.quarters import Quarter

A_BATCH = 500
BOM = "\ufeff"  # spreadsheets take a file without one for another encoding
COLUMNS = ("number", "made_at", "kind", "decider", "rule", "rules_version", "scope", "until", "from", "to", "earlier", "appeal", "digest")


def json_lines(first: int = 1) -> Iterator[str]:
    """A row a line from number `first` on: its public fields as they were hashed, and the digest. Ends where the ledger ends now."""
    last = LedgerHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    for batch in _batches(Decision.objects.filter(number__lte=last).select_related("earlier"), first - 1):
        yield "".join(line_of(row) for row in batch)


def line_of(row: Decision) -> str:
    return canonical({**row.public_fields(), "digest": row.digest}) + "\n"


class _Echo:
    def write(self, line: str) -> str:
        return line


def quarter_as_csv(quarter: Quarter) -> Iterator[str]:
    """With the outcome of the appeal, which stands in a later row of its own; the oldest first."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow(COLUMNS)
    for batch in _batches(shown().filter(made_at__gte=quarter.begin, made_at__lt=quarter.end), 0):
        yield "".join(writer.writerow(_cells(entry)) for entry in entries_of(batch))


def _cells(entry: Entry) -> list[Any]:
    row = entry.row
    until = stamp(row.until) if row.until else ""
    earlier = row.earlier.number if row.earlier else ""
    appeal = entry.appeal.action if entry.appeal else ""
    return [
        row.number, stamp(row.made_at), row.action, row.decider, row.rule_key, row.rules_version, row.scope, until,
        row.from_state, row.to_state, earlier, appeal, row.digest,
    ]  # fmt: skip


def _batches(rows: QuerySet[Decision], number: int) -> Iterator[list[Decision]]:
    while True:
        batch = list(rows.filter(number__gt=number).order_by("number")[:A_BATCH])
        if batch:
            yield batch
        if len(batch) < A_BATCH:
            return
        number = batch[-1].number
