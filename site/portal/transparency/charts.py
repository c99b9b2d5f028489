"""The report's charts as the numbers that their SVG is drawn from: across in percent, so that any width is filled, down in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import pgettext

from articles.charts import percent
from portal.transparency.report import Month, RuleLine
from portal.transparency.words import span

STEP, LABEL, BAR, THICK = 46, 10, 23, 12  # from rule to rule; down to its label; to its bar; and the bar itself
TOP, BOTTOM, NAMES = 30, 210, 230  # of the months' columns, and where the months are named
HIGH, LOW, MONTHS = 26, 150, 172  # of the line, and where its months are named
ABOVE, BELOW = 16, 20  # from a point to its label
EDGE = Decimal("0.05")  # where the axis ends and the drawing begins
WIDE = Decimal("0.48")  # of a column, in parts of its month


@dataclass(frozen=True)
class RuleBar:
    label: str
    reports: int
    acted: int
    width: str
    acted_width: str
    y_label: int
    y: int


@dataclass(frozen=True)
class RuleBars:
    bars: list[RuleBar]
    height: int
    thick: int = THICK


def rule_bars(lines: Sequence[RuleLine], labels: dict[int | None, str]) -> RuleBars:
    told = [line for line in lines if line.reports.received]
    most = max((line.reports.received for line in told), default=1)
    bars = [
        RuleBar(
            labels.get(line.rule, ""),
            line.reports.received,
            line.reports.acted,
            percent(Decimal(line.reports.received) / most),
            percent(Decimal(line.reports.acted) / most),
            index * STEP + LABEL,
            index * STEP + BAR,
        )
        for index, line in enumerate(told)
    ]
    return RuleBars(bars, max(0, STEP * len(bars) - LABEL))


@dataclass(frozen=True)
class Tick:
    value: int
    y: int


@dataclass(frozen=True)
class MonthColumn:
    name: str
    x: str
    middle: str
    reports: int
    acted: int
    y: int
    y_acted: int

    @property
    def height(self) -> int:
        return BOTTOM - self.y

    @property
    def height_acted(self) -> int:
        return BOTTOM - self.y_acted


@dataclass(frozen=True)
class MonthColumns:
    ticks: list[Tick]
    columns: list[MonthColumn]
    width: str
    height: int = NAMES + 10
    names: int = NAMES


def month_columns(months: Sequence[Month]) -> MonthColumns:
    whole = max((month.reports.received for month in months), default=0)
    step = _step(whole)
    most = step * 3

    def down(value: int) -> int:
        return BOTTOM - round((BOTTOM - TOP) * value / most)

    each = (1 - EDGE) / max(1, len(months))
    columns = [
        MonthColumn(
            name_of(month),
            percent(EDGE + each * index + each * (1 - WIDE) / 2),
            percent(EDGE + each * index + each / 2),
            month.reports.received,
            month.reports.acted,
            down(month.reports.received),
            down(month.reports.acted),
        )
        for index, month in enumerate(months)
    ]
    return MonthColumns([Tick(step * n, down(step * n)) for n in range(4)], columns, percent(each * WIDE))


def _step(whole: int) -> int:
    """A third of the axis: the least round number with which all columns fit."""
    third, size = max(1, -(-whole // 3)), 1
    while True:
        for round_one in (1, 2, 4, 5, 8):
            if round_one * size >= third:
                return round_one * size
        size *= 10


@dataclass(frozen=True)
class Point:
    name: str
    x: str
    y: int | None  # None where there were too few to tell
    shown: str


@dataclass(frozen=True)
class Segment:
    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True)
class MedianLine:
    points: list[Point]
    segments: list[Segment]
    last: Point | None
    label_y: int  # of what the last point is called: on the side from which the line does not come
    bottom: int = LOW
    names: int = MONTHS
    height: int = MONTHS + 12


def median_line(months: Sequence[Month]) -> MedianLine:
    """Higher is longer. A month of which too little is known is left out, and the line goes on beyond it."""
    known = [month.median.middle for month in months if month.median.middle is not None]
    longest = max(known, default=timedelta(hours=1)) * 1.1
    each = (1 - EDGE) / max(1, len(months))

    def down(took: timedelta) -> int:
        return LOW - round((LOW - HIGH) * (took / longest))

    points = [
        Point(
            name_of(month),
            percent(EDGE + each * index + each / 2),
            None if month.median.middle is None else down(month.median.middle),
            span(month.median),
        )
        for index, month in enumerate(months)
    ]
    told = [(point.x, point.y, point) for point in points if point.y is not None]
    segments = [Segment(x1, y1, x2, y2) for (x1, y1, _p), (x2, y2, _q) in pairwise(told)]
    rises = not segments or segments[-1].y2 < segments[-1].y1
    y = told[-1][1] if told else 0
    return MedianLine(points, segments, told[-1][2] if told else None, y - ABOVE if rises or y + BELOW > LOW else y + BELOW)


def name_of(month: Month) -> str:
    return date_format(month.first, pgettext("month of a chart, as a date format", "M"))
