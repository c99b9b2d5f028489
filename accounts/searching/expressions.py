"""Words that were typed with a space between them, and are one: 노동 시장 for 노동시장. Which are, the texts themselves tell."""

from collections.abc import Sequence
from dataclasses import replace

from accounts.models import SearchIndex

from . import matching
from .nouns import PART
from .words import Word

# Two words are one if, in so large a share of the texts that have both, they stand side by side. So many texts are looked at, at most.
SHARE, LOOKED_AT = 0.4, 400
MOST_PAIRS = 3  # of a question that are looked at


def settle(words: Sequence[Word], index: SearchIndex) -> tuple[Word, ...]:
    """The words as they are asked for: those that are one joined, and the others also found where they stand as one."""
    settled: list[Word] = []
    pairs = 0
    for word in words:
        before = settled[-1] if settled else None
        if before is None or not (before.is_bare and word.noun) or pairs == MOST_PAIRS:
            settled.append(word)
            continue
        pairs += 1
        one = Word(readings_of(before.noun + word.noun), before.noun + word.noun, word.is_bare)
        if _stand_together(before, word, one, index):
            settled[-1] = one
        else:
            settled[-1] = replace(before, readings=before.readings + one.readings)
            settled.append(replace(word, readings=word.readings + one.readings))
    return tuple(settled)


def readings_of(noun: str) -> tuple[tuple[str, ...], ...]:
    return ((noun,), (noun + PART,))


def _stand_together(before: Word, after: Word, one: Word, index: SearchIndex) -> bool:
    together = _count([one], index, int(LOOKED_AT * SHARE))
    return together > 0 and together >= SHARE * _count([before, after], index, LOOKED_AT)


def _count(words: Sequence[Word], index: SearchIndex, most: int) -> int:
    return matching.entries(matching.Asked(index.pk, words))[:most].count()
