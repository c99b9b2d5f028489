"""A chart of bars, one below the other, as the numbers that its SVG is drawn from.

Across it is measured in percent, so that it fills any width while the text keeps its size; down in pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

STEP, LABEL, BAR, THICK = 46, 10, 23, 10  # from row to row; down to the middle of its label; to its bar; and the bar itself
OVERHANG = 4  # of the line at zero, over the bar and under it
MINUS = "\u2212"
SHARES = frozenset({"%", "％", "퍼센트"})
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Row:
    """`field` is that of the profession which the label names, empty if it names none."""

    label: str
    value: Decimal
    field: str = ""


@dataclass(frozen=True)
class Bar:
    label: str
    number: str
    dye: str
    x: str
    width: str
    label_y: int
    y: int
    height: int = THICK

    @property
    def over(self) -> int:
        return self.y - OVERHANG

    @property
    def under(self) -> int:
        return self.y + self.height + OVERHANG


@dataclass(frozen=True)
class Chart:
    """`zero` is where the line at zero stands; empty where every bar begins at the edge."""

    bars: list[Bar]
    zero: str
    height: int

    @property
    def spoken(self) -> str:
        return ", ".join(f"{bar.label} {bar.number}" for bar in self.bars)


def draw(rows: Sequence[Row], unit: str = "") -> Chart:
    """Bars begin at the left edge and are as long as their numbers are large, losses as well as gains; a share is one of a hundred.

    Where there are both losses and gains, a line at zero parts them: losses to its left, gains to its right, on one scale.
    """
    below = max((-row.value for row in rows if row.value < 0), default=Decimal(0))
    above = max((row.value for row in rows if row.value > 0), default=Decimal(0))
    mixed = bool(below and above)
    whole = below + above if mixed else max(below, above, HUNDRED if unit in SHARES else Decimal(0)) or Decimal(1)
    zero = below / whole if mixed else Decimal(0)
    bars = [_bar(index, row, unit, whole, zero, mixed) for index, row in enumerate(rows)]
    return Chart(bars, percent(zero) if mixed else "", max(0, STEP * len(rows) - LABEL))


def _bar(index: int, row: Row, unit: str, whole: Decimal, zero: Decimal, mixed: bool) -> Bar:
    length = abs(row.value) / whole
    return Bar(
        label=row.label,
        number=number(row.value, unit, signed=mixed),
        dye=f"d-{row.field}" if row.field else "",
        x=percent(zero - length if mixed and row.value < 0 else zero),
        width=percent(length) if length else "",
        label_y=index * STEP + LABEL,
        y=index * STEP + BAR,
    )


def number(value: Decimal, unit: str = "", *, signed: bool = False) -> str:
    """As it is read: a true minus sign, thousands apart, the unit at its end; `signed` shows a plus too."""
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{abs(value):,f}{unit}"


def percent(part: Decimal) -> str:
    """A part of one for an SVG attribute, to a hundredth of a percent."""
    digits = f"{part * HUNDRED:.2f}".rstrip("0").rstrip(".")
    return f"{digits}%"
