"""A copy of the log that somebody has downloaded, held against itself and against the ledger of today."""

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

from comments.chain import BrokenLedger, Chain
from comments.models import Decision
from comments.models.ledger import digest_of

A_BATCH = 500


class Unreadable(Exception):
    """The file is not one of ours."""


def verify_copy(lines: Iterable[str]) -> tuple[int, int]:
    """Checks a download line by line, and each of its rows against the ledger's. Returns its first number and its last, 0 for none.

    It may begin at any row. Raises Unreadable, and BrokenLedger at the first row that is wrong or has changed since.
    """
    first, chain = 0, Chain()
    numbered = enumerate(lines, start=1)
    while batch := list(islice(numbered, A_BATCH)):
        rows = [_read(place, line) for place, line in batch if line.strip()]
        if rows and not first:
            first = rows[0][0]
            chain = Chain(first - 1, rows[0][1]["previous"]) if first > 1 else chain
        for number, fields, digest in rows:
            chain.add(number, previous=fields["previous"], digest=digest, computed=digest_of(fields))
        _hold_against_ledger({number: digest for number, _fields, digest in rows})
    return first, chain.number if first else 0


def _read(place: int, line: str) -> tuple[int, dict[str, Any], str]:
    try:
        fields = json.loads(line)
        number, digest, _previous = fields["number"], fields.pop("digest"), fields["previous"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(f"line {place} is no row of the log") from error
    if type(number) is not int or not 0 < number < 2**63:
        raise Unreadable(f"line {place} has no number")
    return number, fields, digest


def _hold_against_ledger(digests: dict[int, str]) -> None:
    today = dict(Decision.objects.filter(number__in=digests).values_list("number", "digest"))
    for number, digest in digests.items():
        if number not in today:
            raise BrokenLedger(number, "stands in the file, and is gone from the ledger")
        if today[number] != digest:
            raise BrokenLedger(number, "has another digest in the file than in the ledger; it or a row before it was written anew")
