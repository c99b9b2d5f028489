"""Tables in Markdown, to be read in a terminal and to be put into a page."""

import unicodedata
from collections.abc import Sequence

from bench.figures import NOTHING, Rounds, Target, middle


def table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """The first `left` columns begin at the left, the others end at the right."""
    widths = [max(wide(row[place]) for row in (head, *rows)) for place in range(len(head))]
    rule = ["-" * width if place < left else "-" * (width - 1) + ":" for place, width in enumerate(widths)]
    return "\n".join("| " + " | ".join(padded(row, widths, left)) + " |" for row in (head, rule, *rows))


def padded(row: Sequence[str], widths: Sequence[int], left: int) -> list[str]:
    cells = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - wide(cell))
        cells.append(cell + space if place < left else space + cell)
    return cells


def wide(text: str) -> int:
    """How many places it takes in a terminal: Korean syllables take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def number(value: float | None, digits: int = 1) -> str:
    return NOTHING if value is None else f"{value:,.{digits}f}" if value < 1000 else f"{value:,.0f}"


def measured(names: Sequence[str], rounds: Rounds) -> str:
    """What each thing came to, the median over the rounds; errors are those of all rounds together."""
    rows = []
    for name in names:
        errors = str(sum(result.errors for result in rounds[name])) if name in rounds else NOTHING
        kinds = (("rate", 1), ("p50", 2), ("p95", 2), ("bytes", 0))
        rows.append([name, *(number(middle(rounds, name, kind), digits) for kind, digits in kinds), errors])
    return table(["what was asked", "a second", "p50 ms", "p95 ms", "bytes", "errors"], rows)


def verdicts(targets: Sequence[Target]) -> str:
    rows = [[one.what, one.verdict, one.shown, one.wanted, one.spread] for one in targets]
    return table(["target", "", "found", "wanted", "in single rounds"], rows, left=2)
