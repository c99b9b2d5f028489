"""The report's tables: one description of each, for the page and for the file."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from comments.models import Action, Decider, Rule
from comments.screening import reasons
from portal.transparency.report import Report
from portal.transparency.words import minutes, number, share, span

BOM = "\ufeff"  # spreadsheets take a file without one for another encoding
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would reckon with instead of showing
CLAIMS = (Action.BLIND, Action.UNBLIND, Action.REFUSE, Action.ERASE)
COUNTED = tuple(kind for kind in Action if kind not in (Action.UNDO, Action.CORRECT))
SANCTIONS = (Action.WARN, Action.SUSPEND, Action.BAN, Action.LIFT)


@dataclass(frozen=True)
class Cell:
    """`shown` on the page, `raw` in the file."""

    shown: str
    raw: int | str


@dataclass(frozen=True)
class Table:
    key: str
    caption: str
    head: list[str]  # of the labels, and of each column
    rows: list[tuple[str, list[Cell]]] = field(default_factory=list)

    def as_csv(self) -> str:
        file = StringIO()
        writer = csv.writer(file)
        writer.writerow([_plain(name) for name in self.head])
        writer.writerows([_plain(label), *(cell.raw for cell in cells)] for label, cells in self.rows)
        return BOM + file.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULAS) else text


def _n(value: int) -> Cell:
    return Cell(number(value), value)


def _share(part: int, whole: int) -> Cell:
    return Cell(share(part, whole), round(100 * part / whole) if whole else "")


Labels = dict[int | None, str]


def labels_of_rules() -> Labels:
    return {None: _("Rules with few reports, or none"), **{rule.pk: rule.label for rule in Rule.objects.all()}}


def rules(report: Report, labels: Labels) -> Table:
    head = [
        _("Rule"), pgettext("of readers", "Reports"), _("Led to a measure"), _("Share"), _("Report to decision (median)"),
        _("Measures by people"), _("Measures by automatic rules"),
    ]  # fmt: skip
    rows = [
        (
            labels.get(line.rule, ""),
            [
                _n(line.reports.received), _n(line.reports.acted), _share(line.reports.acted, line.reports.decided),
                Cell(span(line.median), minutes(line.median)), _n(line.by_person), _n(line.by_rule),
            ],
        )
        for line in report.lines
    ]  # fmt: skip
    return Table("rules", _("Reports and measures by rule"), head, rows)


def months(report: Report, _labels: Labels) -> Table:
    head = [_("Month"), pgettext("of readers", "Reports"), _("Led to a measure"), _("Report to decision (median)")]
    rows = [
        (
            f"{month.first:%Y-%m}",
            [_n(month.reports.received), _n(month.reports.acted), Cell(span(month.median), minutes(month.median))],
        )
        for month in report.months
    ]
    return Table("months", _("Reports and measures month by month"), head, rows)


def appeals(report: Report, labels: Labels) -> Table:
    head = [_("Rule of the first decision"), _("Appeals decided"), _("Reversed"), _("Share reversed")]
    concerned = sorted({rule for rule, _outcome in report.appeals}, key=lambda rule: labels.get(rule, ""))
    rows = []
    for rule in concerned:
        reversed_, upheld = report.appeals[rule, Action.REVERSE], report.appeals[rule, Action.UPHOLD]
        label = labels.get(rule, "") if rule else pgettext("rule", "none named")
        rows.append((label, [_n(reversed_ + upheld), _n(reversed_), _share(reversed_, reversed_ + upheld)]))
    return Table("appeals", _("Appeals by rule"), head, rows)


def holds(report: Report, _labels: Labels) -> Table:
    head = [_("Why it was held"), _("Held"), _("Then refused"), _("Then published"), _("Not decided"), _("Share refused")]
    rows = [
        (
            reasons.label(hold.why) if hold.why else _("Reasons that held few"),
            [_n(hold.held), _n(hold.refused), _n(hold.published), _n(hold.undecided), _share(hold.refused, hold.decided)],
        )
        for hold in report.holds
    ]
    return Table("holds", _("Comments held by automatic rules"), head, rows)


def _by_kind(key: str, caption: str, kinds: tuple[Action, ...], *, also_none: bool = True) -> Callable[[Report, Labels], Table]:
    """`also_none`: with the kinds of which there was none, where that says something."""

    def table(report: Report, _labels: Labels) -> Table:
        head = [_("Kind"), _("By people"), _("By automatic rules")]
        counts = [(kind, [report.made_by(kind, decider) for decider in (Decider.PERSON, Decider.RULE)]) for kind in kinds]
        return Table(key, _(caption), head, [(str(kind.label), [_n(n) for n in ns]) for kind, ns in counts if also_none or any(ns)])

    return table


# In the order of the page; the captions of the last three are translated when they are shown.
TABLES: dict[str, Callable[[Report, Labels], Table]] = {
    "rules": rules,
    "months": months,
    "appeals": appeals,
    "holds": holds,
    "claims": _by_kind("claims", gettext_noop("Outcomes of claims"), CLAIMS),
    "sanctions": _by_kind("sanctions", gettext_noop("Sanctions against members"), SANCTIONS),
    "decisions": _by_kind("decisions", gettext_noop("Every decision by kind"), COUNTED, also_none=False),
}
