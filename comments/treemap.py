"""Squarified treemaps: a box cut into boxes of given areas, each as near to a square as the order allows.

M. Bruls, K. Huizing, J. J. van Wijk: Squarified Treemaps. Data Visualization 2000 (Proceedings of the Joint Eurographics and IEEE TCVG
Symposium on Visualization), pages 33 to 42. The boxes are laid in strips along the shorter side of what is left. A strip takes one box
more for as long as that does not make the worst proportion in it worse; then it is closed and the next begins.

Boxes are kept by their edges, and neighbours share the very number: however the edges are rounded later, there is no gap and no overlap.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def squarify(areas: Sequence[float], box: Box) -> list[Box]:
    """A box for each of `areas` (all above zero, best from large to small), in their order; together they fill `box`."""
    boxes: list[Box] = []
    rest = list(areas)
    while rest:
        wide = box.width >= box.height
        taken = _strip_length(rest, box)
        strip, rest = rest[:taken], rest[taken:]
        part = sum(strip) / (sum(strip) + sum(rest))
        if wide:  # the strip stands at the left, its boxes one below the other
            edge = box.left + box.width * part if rest else box.right
            boxes += [Box(box.left, start, edge, end) for start, end in pairwise(_edges(strip, box.top, box.bottom))]
            box = box._replace(left=edge)
        else:  # the strip lies at the top, its boxes side by side
            edge = box.top + box.height * part if rest else box.bottom
            boxes += [Box(start, box.top, end, edge) for start, end in pairwise(_edges(strip, box.left, box.right))]
            box = box._replace(top=edge)
    return boxes


def _strip_length(areas: list[float], box: Box) -> int:
    """How many of `areas` the next strip in `box` takes."""
    side = min(box.width, box.height)
    scale = box.width * box.height / sum(areas)
    worst = float("inf")
    for taken in range(1, len(areas) + 1):
        strip = [area * scale for area in areas[:taken]]
        longest = max(side**2 * max(strip) / sum(strip) ** 2, sum(strip) ** 2 / (side**2 * min(strip)))
        if longest > worst:
            return taken - 1
        worst = longest
    return len(areas)


def _edges(areas: list[float], start: float, end: float) -> list[float]:
    """Where the boxes of a strip begin, and where the last one ends."""
    total = sum(areas)
    return [start, *(start + (end - start) * filled / total for filled in list(accumulate(areas))[:-1]), end]
