"""A quarter's report as numbers. Computed from what there is, and remembered for a while; nothing is stored, so nothing can be embellished."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from comments.models import Action, Comment, Decider, Decision
from comments.quarters import Quarter, quarters_since
from portal.transparency import counting
from portal.transparency.counting import REFUSING, Answered
from portal.transparency.medians import NONE, Median

RUNNING_KEPT, PAST_KEPT = timedelta(hours=1), timedelta(days=1)
MONTHS = 12  # that the charts look back on
FEW = 3  # reports: a rule that fewer complained of stands with others (docs/decisions/0020-public-log.md)
REFUSED = (Action.REJECT, Action.SPAM, Action.ERASE)  # a hold that was right


@dataclass(frozen=True)
class RuleLine:
    """`rule` is its key; None for several of which few complained, or for measures that name none."""

    rule: int | None
    reports: Answered
    median: Median
    by_person: int
    by_rule: int


@dataclass(frozen=True)
class Month:
    first: date
    reports: Answered
    median: Median


@dataclass(frozen=True)
class Hold:
    why: str  # the screening step; "" for several of which there were few
    refused: int
    published: int
    undecided: int

    @property
    def decided(self) -> int:
        return self.refused + self.published

    @property
    def held(self) -> int:
        return self.decided + self.undecided


@dataclass(frozen=True)
class Report:
    quarter: Quarter
    as_of: datetime
    written: int
    lines: list[RuleLine]
    months: list[Month]
    time_to_answer: Median
    time_to_review: Median
    decisions: Counter[tuple[str, str]]  # by action and decider
    appeals: Counter[tuple[int | None, str]]  # by rule and outcome
    holds: list[Hold]

    @property
    def reports(self) -> Answered:
        return _sum([line.reports for line in self.lines])

    def made(self, *actions: str) -> int:
        return sum(n for (action, _decider), n in self.decisions.items() if action in actions)

    def made_by(self, action: str, decider: str) -> int:
        return self.decisions[action, decider]

    @property
    def measures(self) -> int:
        return self.made(*REFUSING)

    @property
    def appealed(self) -> int:
        return self.made(Action.UPHOLD, Action.REVERSE)


def report_of(quarter: Quarter) -> Report:
    kept = PAST_KEPT if quarter.is_over else RUNNING_KEPT
    key = f"transparency:{quarter}"
    found: Report | None = cache.get(key)
    if found is None:
        found = computed(quarter)
        cache.set(key, found, kept.total_seconds())
    return found


def computed(quarter: Quarter) -> Report:
    decisions = counting.decisions(quarter)
    by_kind: Counter[tuple[str, str]] = Counter()
    for (_rule, action, decider), n in decisions.items():
        by_kind[action, decider] += n
    return Report(
        quarter=quarter,
        as_of=timezone.now(),
        written=counting.written(quarter),
        lines=_lines(*counting.reports_by_rule(quarter), decisions),
        months=_months(quarter),
        time_to_answer=counting.time_to_answer(quarter),
        time_to_review=counting.time_to_review(quarter),
        decisions=by_kind,
        appeals=counting.appeals(quarter),
        holds=_holds(counting.holds(quarter)),
    )


def known_quarters() -> list[Quarter]:
    """Those in which there was anything to tell of, from the one that runs back to the first."""
    firsts = [
        Comment.objects.order_by("created_at").values_list("created_at", flat=True).first(),
        Decision.objects.order_by("made_at").values_list("made_at", flat=True).first(),
    ]
    return quarters_since(min([moment for moment in firsts if moment], default=timezone.now()))


def _sum(answers: list[Answered]) -> Answered:
    return Answered(sum(one.received for one in answers), sum(one.decided for one in answers), sum(one.acted for one in answers))


def _lines(
    answered: dict[Hashable, Answered], medians: dict[Hashable, Median], decisions: Counter[tuple[int | None, str, str]]
) -> list[RuleLine]:
    """The rule that most complained of first. Those of which few complained, and measures that name no rule, stand in one line at the end."""
    measures: Counter[tuple[Hashable, str]] = Counter()
    for (rule, action, decider), n in decisions.items():
        if action in REFUSING:
            measures[rule, decider] += n
    rules = {*answered, *(rule for rule, _decider in measures)} - {None}
    shown = [rule for rule in rules if answered.get(rule, Answered()).received >= FEW]
    lines = [_line(rule, [rule], answered, medians.get(rule, NONE), measures) for rule in shown]
    rest = [*(rules - set(shown)), None]
    pooled = _line(None, rest, answered, NONE, measures)
    lines.sort(key=lambda line: (-line.reports.received, line.rule or 0))
    return [*lines, pooled] if pooled.reports.received or pooled.by_person or pooled.by_rule else lines


def _line(
    shown: Hashable, rules: list[Hashable], answered: dict[Hashable, Answered], median: Median, measures: Counter[tuple[Hashable, str]]
) -> RuleLine:
    reports = _sum([answered[rule] for rule in rules if rule in answered])
    by_person, by_rule = (sum(measures[rule, decider] for rule in rules) for decider in (Decider.PERSON, Decider.RULE))
    return RuleLine(shown if isinstance(shown, int) else None, reports, median, by_person, by_rule)


def _months(quarter: Quarter) -> list[Month]:
    """Twelve, the last of them the quarter's last that has begun."""
    begin = Quarter(quarter.year - 1, quarter.number).end
    answered, medians = counting.reports_by_month(begin, quarter.end)
    firsts = [begin.replace(year=begin.year + (begin.month - 1 + n) // 12, month=(begin.month - 1 + n) % 12 + 1) for n in range(MONTHS)]
    begun = [first for first in firsts if first <= timezone.now()]
    return [Month(first.date(), answered.get(first, Answered()), medians.get(first, NONE)) for first in begun]


def _holds(found: Counter[tuple[str, str | None]]) -> list[Hold]:
    def hold(name: str, reasons: list[str]) -> Hold:
        counts: Counter[str] = Counter()
        for (why, outcome), n in found.items():
            if why in reasons:
                counts["refused" if outcome in REFUSED else "undecided" if outcome is None else "published"] += n
        return Hold(name, counts["refused"], counts["published"], counts["undecided"])

    each = [hold(why, [why]) for why in {why for why, _outcome in found}]
    many = sorted((one for one in each if one.held >= FEW), key=lambda one: (-one.held, one.why))
    few = [one.why for one in each if one.held < FEW]
    return [*many, hold("", few)] if few else many
