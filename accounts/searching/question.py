"""What somebody looks for, as it is asked of the index."""

from dataclasses import dataclass
from functools import cached_property

from accounts.models import SearchIndex

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


@dataclass(frozen=True)
class Reading:
    """What was typed, as the analyser reads it, before anything is looked for; `index` is the one that is to be asked, None where there is none yet."""

    typed: str
    words: tuple[Word, ...]
    index: SearchIndex | None
    is_rough: bool

    def settled(self) -> Question:
        """What is asked of the index. Of several words, the texts themselves tell which are one."""
        index = self.index
        words = settle(self.words[:MOST_WORDS], index) if index else self.words
        return Question(self.typed, tuple(dict.fromkeys(words)), index.pk if index else 0, self.is_rough, index.analyser if index else "")


def read(typed: str) -> Reading | None:
    """None where nothing could be looked for: blank, only particles, only punctuation. Takes any text, and raises nothing."""
    folded = Folded(typed[: LONGEST * 4])
    text = " ".join(folded.text.split())[:LONGEST]
    if not text:
        return None
    index = state.answering()
    found = asking.words(text, index.analyser if index else "")
    if not found.words:
        return None
    return Reading(" ".join(folded.source.split())[:LONGEST], found.words, index, found.is_rough)


def ask(typed: str) -> Question | None:
    """None where nothing could be looked for, as `read`."""
    reading = read(typed)
    return reading.settled() if reading else None
