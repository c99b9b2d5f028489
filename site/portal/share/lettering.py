"""Lines of Korean text: broken between words, balanced, and never wider than their place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).parent / "fonts" / "NotoSerifKR-Bold.otf"
LEADING = 1.28  # of the size, from one line to the next
NO_CHARACTER = "\uffff"

Measure = Callable[[str], float]


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is in every build of Pillow; Hangul syllables and Hanja need no shaping.
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True)
class Setting:
    """Lines, and the size at which they fit."""

    lines: list[str]
    size: int


def drawable(text: str) -> str:
    """Without what the font has no sign for (emoji), which would show as boxes."""
    sign, missing = font(20).getmask, bytes(font(20).getmask(NO_CHARACTER))
    return " ".join("".join(mark for mark in text if mark == " " or bytes(sign(mark)) != missing).split())


def fit(text: str, width: float, height: float, sizes: tuple[int, ...]) -> Setting:
    """In the largest of `sizes` in which no word has to be broken; in the smallest cut, if need be."""
    for size in sizes:
        most = int(height // (size * LEADING))
        lines = wrap(text, width, font(size).getlength)
        whole = len(lines) <= most and " ".join(lines) == " ".join(text.split())
        if whole:
            return Setting(balance(text, lines, width, font(size).getlength), size)
    return Setting(cut(lines, most, width, font(size).getlength), size)


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Fills lines with words. A word that is wider than a line is broken, the others are not (keep-all)."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer) <= width:
            lines[-1] = longer
            continue
        lines += [""] if lines[-1] else []
        for mark in word:
            if lines[-1] and measure(lines[-1] + mark) > width:
                lines.append("")
            lines[-1] += mark
    return lines


def balance(text: str, lines: list[str], width: float, measure: Measure) -> list[str]:
    """The same number of lines in the narrowest column that takes them, so that none is left with one word."""
    while len(lines) > 1:
        width *= 0.97
        narrower = wrap(text, width, measure)
        if len(narrower) > len(lines) or " ".join(narrower) != " ".join(lines):
            break
        lines = narrower
    return lines


def cut(lines: list[str], most: int, width: float, measure: Measure) -> list[str]:
    """The first `most` lines; where that is not all, the last of them ends with an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]
