"""What puts a comment before another. Every vote weighs the same, whoever casts it."""

import math
from collections.abc import Iterable

Z = 1.96  # of a normal distribution, for 95 % confidence


def lower_bound(agreeing: int, votes: int) -> float:
    """The lower end of Wilson's score interval for the share that agrees, 0 to 1; 0 where nobody has voted.

    A share of few votes is worth less than the same share of many, so 1 of 1 (0.21) stays below 95 of 100 (0.89).
    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), 209-212.
    """
    if votes == 0:
        return 0.0
    share, z2 = agreeing / votes, Z * Z
    middle = share + z2 / (2 * votes)
    spread = Z * math.sqrt((share * (1 - share) + z2 / (4 * votes)) / votes)
    return max(0.0, (middle - spread) / (1 + z2 / votes))


def top(agreeing: int, votes: int) -> float:
    """The lower bound; among comments that nobody agreed with, those that many disagree with come after those that nobody voted on.

    The second part is far too small to move a comment past another whose bound differs by a vote.
    """
    return lower_bound(agreeing, votes) - 1e-6 * lower_bound(votes - agreeing, votes)


def across_groups(groups: Iterable[tuple[int, int]]) -> float:
    """How far agreement reaches across groups: the sum of log(2 (A + 1) / (S + 2)) over the (A agreeing, S votes) of each group that voted.

    Each group counts by the share of it that agrees, smoothed towards a half, and not by its size; a group that has not voted counts as
    a half, that is as nothing, so that a score changes with this comment's own votes only. 100 of 100 from one group (0.68) stay below
    5 of 5 from each of three (1.62). Never more than log 2 for a group; below 0 where groups disagree.

    The logarithm of the group-informed consensus of Polis, relative to nobody having voted: C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw,
    C. Megill, "Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces", Recerca 26 (2021); a bridging-based ranking in the
    sense of A. Ovadya and L. Thorburn, "Bridging Systems" (2023).
    """
    return sum(math.log(2 * (agreeing + 1) / (votes + 2)) for agreeing, votes in groups if votes)
