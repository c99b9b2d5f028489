"""What somebody looks for, as it is asked of the index."""

from dataclasses import dataclass
from functools import cached_property

from . import asking, state
from .expressions import settle
from .folding import Folded
from .words import Word

LONGEST = 100  # characters of a question that are read
MOST_WORDS = 12


@dataclass(frozen=True)
class Question:
    """`words` are asked for together. `typed` is what was typed, cut and in NFC, without what cannot be seen."""

    typed: str
    words: tuple[Word, ...]
    index: int  # the number of the index that is asked; 0 where there is none yet
    is_rough: bool = False  # the analyser was away, and what was typed was read by its letters alone
    analyser: str = ""  # which built that index, and reads what is to be marked

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for word in self.words for token in word.tokens)


def ask(typed: str) -> Question | None:
    """None where nothing could be looked for: blank, only particles, only punctuation. Takes any text, and raises nothing."""
    folded = Folded(typed[: LONGEST * 4])
    text = " ".join(folded.text.split())[:LONGEST]
    if not text:
        return None
    index = state.answering()
    analyser = index.analyser if index else ""
    read = asking.words(text, analyser)
    if not read.words:
        return None
    words = settle(read.words[:MOST_WORDS], index) if index else read.words
    return Question(
        " ".join(folded.source.split())[:LONGEST], tuple(dict.fromkeys(words)), index.pk if index else 0, read.is_rough, analyser
    )
