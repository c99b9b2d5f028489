"""Recall, precision and NDCG@10, for each query and averaged over queries (macro)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from portal.measuring.search.labelled import Query

SHOWN = 10  # of a ranked answer count for NDCG


@dataclass(frozen=True)
class Score:
    query: Query
    found: list[int]  # positions of documents, the best first

    @property
    def recall(self) -> float:
        """Of a query to which nothing is relevant, 1."""
        return len(self.query.relevant.intersection(self.found)) / len(self.query.relevant) if self.query.relevant else 1.0

    @property
    def precision(self) -> float | None:
        """None where nothing was found, though something could have been; 1 where rightly nothing was."""
        if not self.found:
            return None if self.query.relevant else 1.0
        return len(self.query.relevant.intersection(self.found)) / len(self.found)

    @property
    def ndcg(self) -> float:
        """A document is relevant or is not; the best order has the relevant ones first."""
        gained = sum(1 / log2(place + 2) for place, one in enumerate(self.found[:SHOWN]) if one in self.query.relevant)
        best = sum(1 / log2(place + 2) for place in range(min(SHOWN, len(self.query.relevant))))
        return gained / best if best else 1.0


@dataclass(frozen=True)
class Average:
    queries: int
    recall: float
    precision: float
    ndcg: float


def average(scores: Sequence[Score]) -> Average:
    precisions = [score.precision for score in scores if score.precision is not None]
    return Average(
        len(scores),
        fmean(score.recall for score in scores),
        fmean(precisions) if precisions else 0.0,
        fmean(score.ndcg for score in scores),
    )


def by_group(scores: Sequence[Score]) -> dict[str, list[Score]]:
    groups: dict[str, list[Score]] = {}
    for score in scores:
        groups.setdefault(score.query.group, []).append(score)
    return groups


def table(scores: Sequence[Score]) -> str:
    """A row for each group, and one for all queries."""
    rows = [*((name, average(some)) for name, some in by_group(scores).items()), ("all", average(scores))]
    head = f"{'group':<14}{'queries':>8}{'recall':>9}{'precision':>11}{'NDCG@10':>9}"
    return "\n".join([head, *(f"{name:<14}{one.queries:>8}{one.recall:>9.3f}{one.precision:>11.3f}{one.ndcg:>9.3f}" for name, one in rows)])
