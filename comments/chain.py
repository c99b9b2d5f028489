"""Rows of the ledger in their order, each held against the one before, wherever they come from."""

from comments.models.ledger import BEFORE_ALL


class BrokenLedger(Exception):
    """`number` is that of the first row that is wrong."""

    def __init__(self, number: int, why: str) -> None:
        self.number = number
        super().__init__(f"row {number}: {why}")


class Chain:
    """`number` and `digest` are those of the last row so far."""

    def __init__(self, number: int = 0, digest: str = BEFORE_ALL) -> None:
        self.number, self.digest = number, digest

    def add(self, number: int, *, previous: str, digest: str, computed: str) -> None:
        """Numbers run without a gap, and each row names the digest of the one before and has that of its own fields. Raises BrokenLedger."""
        if number != self.number + 1:
            raise BrokenLedger(self.number + 1, f"missing; the next one there is {number}")
        if previous != self.digest:
            raise BrokenLedger(number, "does not name the digest of the row before it")
        if digest != computed:
            raise BrokenLedger(number, "its digest is not that of its fields")
        self.number, self.digest = number, digest
