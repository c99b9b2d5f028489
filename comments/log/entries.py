"""The log, a page at a time by keyset: each decision with what came of it, in two queries however long the ledger is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Policy
from comments.log.asking import Asked
from comments.models import Action, Decision, State

A_PAGE = 50
MOST_LATER = 8  # for each row of a page, all together; a decision has one or two
APPEALS = frozenset({Action.UPHOLD, Action.REVERSE})
STATES = dict(State.choices)


@dataclass(frozen=True)
class Entry:
    """`later` are the rows that undo, correct, or answer an appeal against it, the oldest first."""

    row: Decision
    later: list[Decision] = field(default_factory=list)

    @property
    def appeal(self) -> Decision | None:
        """How the appeal ended, None where there was none or it has not."""
        return next((row for row in reversed(self.later) if row.action in APPEALS), None)

    @property
    def further(self) -> list[Decision]:
        return [row for row in self.later if row != self.appeal]

    @property
    def moved(self) -> bool:
        """Whether a comment changed its state; of a discussion or a member the kind says it all."""
        return self.row.from_state != self.row.to_state and self.row.from_state in STATES and self.row.to_state in STATES

    @property
    def from_state(self) -> str:
        return str(STATES[State(self.row.from_state)])

    @property
    def to_state(self) -> str:
        return str(STATES[State(self.row.to_state)])

    @property
    def rules(self) -> str:
        """The address of the house rules as they were in force then."""
        return address_of_rules(self.row)

    @property
    def correction(self) -> str:
        """What a correction says, written to be read by everybody; nobody else's words are shown."""
        return self.row.reason if self.row.action == Action.CORRECT else ""


def address_of_rules(row: Decision) -> str:
    version = row.rules_version
    return reverse("policy_version", args=[Policy.Kind.RULES, version]) if version else reverse("policy", args=[Policy.Kind.RULES])


def page_of_log(asked: Asked) -> tuple[list[Entry], int | None]:
    """Fifty rows, the newest first, and the number below which the next page goes on (None at the end)."""
    rows = list(asked.filter(shown()).order_by("-number")[: A_PAGE + 1])
    page = rows[:A_PAGE]
    following = page[-1].number if len(rows) > A_PAGE else None
    return entries_of(page), following


def entry_at(number: int) -> Entry | None:
    row = shown().filter(number=number).first()
    return entries_of([row])[0] if row else None


def entries_of(rows: Iterable[Decision]) -> list[Entry]:
    rows = list(rows)
    later: dict[int | None, list[Decision]] = defaultdict(list)
    for row in Decision.objects.filter(earlier__in=rows).order_by("number")[: MOST_LATER * len(rows)] if rows else []:
        later[row.earlier_id].append(row)
    return [Entry(row, later[row.pk]) for row in rows]


def shown() -> QuerySet[Decision]:
    """With what the log says of a row, and nothing that leads to anybody."""
    return Decision.objects.select_related("rule", "text", "earlier").only(
        "number", "made_at", "action", "decider", "from_state", "to_state", "rule_key", "rules_version", "scope", "until", "digest",
        "rule", "text__reason", "earlier__number",
    )  # fmt: skip
