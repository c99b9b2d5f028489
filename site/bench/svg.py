"""Growth as a picture: sizes on a logarithmic axis, milliseconds on a plain one that begins at nought, so that flat is flat."""

import math
from collections.abc import Mapping
from html import escape

WIDTH, HEIGHT = 720, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 110, 44, 48
LINE = 17  # between two names
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 } .title { font-size: 15px; font-weight: 600 } .axis { fill: #666 }
.grid { stroke: #ddd } .line { fill: none; stroke-width: 2.5 } .a { stroke: #00695c } .b { stroke: #b3541e; stroke-dasharray: 7 4 }
.dot { stroke-width: 0 } .dot.a, text.a { fill: #00695c; stroke: none } .dot.b, text.b { fill: #b3541e; stroke: none } .back { fill: #fff }
@media (prefers-color-scheme: dark) {
 text { fill: #ddd } .axis { fill: #aaa } .grid { stroke: #444 } .back { fill: #1b1b1b }
 .a { stroke: #5cc8b6 } .b { stroke: #f0a070 } .dot.a, text.a { fill: #5cc8b6 } .dot.b, text.b { fill: #f0a070 }
}
"""
Curves = Mapping[str, Mapping[int, float]]  # milliseconds at each size, by name


def across(size: float, least: float, most: float) -> float:
    """Where a size stands from left to right."""
    share = math.log(size / least) / math.log(most / least) if most > least else 0.5
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def down(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM)


def step(most: float) -> float:
    """Between two lines of the grid, so that there are four to seven of them: 1, 2 or 5 times a power of ten."""
    power = 10 ** math.floor(math.log10(most / 5))
    return next(factor * power for factor in (1, 2, 5, 10) if most / (factor * power) <= 6.5)


def draw(title: str, curves: Curves) -> str:
    """At most two curves; each has its name at its end, so that colour alone tells nothing."""
    sizes = sorted({size for curve in curves.values() for size in curve})
    most = max(value for curve in curves.values() for value in curve.values())
    between = step(most)
    top = between * math.ceil(most / between)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(told(curves))}</desc><style>{STYLE}</style>',
        f'<rect class="back" width="{WIDTH}" height="{HEIGHT}"/><text class="title" x="{LEFT}" y="22">{escape(title)}</text>',
        *grid(top, between),
        *below(sizes),
        *(line(curve, letter, sizes, top) for letter, curve in zip("ab", curves.values(), strict=False)),
        *names(curves, top),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def told(curves: Curves) -> str:
    """The same for those who do not see it."""
    return "; ".join(f"{name}: " + ", ".join(f"{ms:.0f} ms at {size:,}" for size, ms in sorted(of.items())) for name, of in curves.items())


def below(sizes: list[int]) -> list[str]:
    ticks = [(across(size, sizes[0], sizes[-1]), f"{size:,}") for size in sizes]
    marks = [*((x, HEIGHT - 26, text) for x, text in ticks), ((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 7, "comments in the discussion")]
    return [f'<text class="axis" x="{x:.1f}" y="{y}" text-anchor="middle">{text}</text>' for x, y, text in marks]


def line(curve: Mapping[int, float], letter: str, sizes: list[int], top: float) -> str:
    places = [(across(size, sizes[0], sizes[-1]), down(value, top)) for size, value in sorted(curve.items())]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = "".join(f'<circle class="dot {letter}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in places)
    return f'<path class="line {letter}" d="{path}"/>{dots}'


def names(curves: Curves, top: float) -> list[str]:
    """The names beside the ends of the curves, the higher one first, and never one upon the other."""
    ends = sorted((down(of[max(of)], top), letter, name) for letter, (name, of) in zip("ab", curves.items(), strict=False))
    found: list[str] = []
    last = -math.inf
    for y, letter, name in ends:
        last = max(y, last + LINE)
        found.append(f'<text class="{letter}" x="{WIDTH - RIGHT + 10}" y="{last + 4:.1f}">{escape(name)}</text>')
    return found


def grid(top: float, between: float) -> list[str]:
    found = []
    for place in range(round(top / between) + 1):
        y = down(place * between, top)
        label = f"{place * between:g}" + (" ms" if (place + 1) * between > top else "")
        found.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        found.append(f'<text class="axis" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    return found
