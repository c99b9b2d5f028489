"""What the address of the log asks for. What makes no sense is taken as not given."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from comments.models import Action, Decider, Decision
from comments.quarters import Quarter

LONGEST_NUMBER = 18  # digits; more is more than a row can have
LONGEST_KEY = 20  # of a rule


@dataclass(frozen=True)
class Asked:
    """`before` is the number that the page ends below, None for the newest."""

    kind: str = ""
    rule: str = ""
    by: str = ""
    quarter: Quarter | None = None
    before: int | None = None

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        kind, by, before = query.get("kind", ""), query.get("by", ""), query.get("before", "")
        return cls(
            kind=kind if kind in Action.values else "",
            rule=query.get("rule", "")[:LONGEST_KEY],
            by=by if by in Decider.values else "",
            quarter=Quarter.read(query.get("quarter", "")),
            before=number_in(before),
        )

    def filter(self, rows: QuerySet[Decision]) -> QuerySet[Decision]:
        wanted = {"action": self.kind, "rule__key": self.rule, "decider": self.by}
        rows = rows.filter(**{name: value for name, value in wanted.items() if value})
        if self.quarter:
            rows = rows.filter(made_at__gte=self.quarter.begin, made_at__lt=self.quarter.end)
        return rows if self.before is None else rows.filter(number__lt=self.before)

    @property
    def choices(self) -> str:
        """What is chosen, as the address says it, without the page."""
        said = {"kind": self.kind, "rule": self.rule, "by": self.by, "quarter": str(self.quarter or "")}
        return urlencode({name: value for name, value in said.items() if value})

    def older_than(self, number: int) -> str:
        return f"{self.choices}&before={number}" if self.choices else f"before={number}"


def number_in(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None
