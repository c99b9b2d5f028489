"""From rounds to figures: medians, ratios and the targets they are held against. What was not measured meets no target."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.wrk import Result

NOTHING = "–"
Rounds = Mapping[str, Sequence[Result]]


def middle(rounds: Rounds, name: str, of: str = "rate") -> float | None:
    """The median over the rounds."""
    results = rounds.get(name)
    return median(getattr(result, of) for result in results) if results else None


def ratio(above: float | None, below: float | None) -> float | None:
    return above / below if above is not None and below else None


def span(rounds: Rounds, above: str, below: str) -> tuple[float, float] | None:
    """The least and the greatest ratio within one round."""
    pairs = list(zip(rounds.get(above, ()), rounds.get(below, ()), strict=False))
    found = [one.rate / other.rate for one, other in pairs if other.rate]
    return (min(found), max(found)) if found else None


@dataclass(frozen=True)
class Target:
    """A figure and what it has to be. `limit` is None for what is only told beside."""

    what: str
    found: float | None
    limit: float | None = None
    at_least: bool = True
    show: Callable[[float], str] = "{:.2f} ×".format
    span: tuple[float, float] | None = None

    @property
    def verdict(self) -> str:
        if self.found is None or self.limit is None:
            return NOTHING
        return "met" if (self.found >= self.limit if self.at_least else self.found <= self.limit) else "MISSED"

    @property
    def wanted(self) -> str:
        return NOTHING if self.limit is None else f"{'≥' if self.at_least else '≤'} {self.show(self.limit)}"

    @property
    def shown(self) -> str:
        return NOTHING if self.found is None else self.show(self.found)

    @property
    def spread(self) -> str:
        return NOTHING if self.span is None else f"{self.show(self.span[0])} to {self.show(self.span[1])}"
