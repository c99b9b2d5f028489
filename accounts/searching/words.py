"""What analysers give: tokens with their places in a text, and the words of a question."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """A token of the index, and where in the text (in characters, `end` left out) the letters stand that it was made of."""

    token: str
    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """One word of a question. A text has it if, for one of its `readings`, it has all tokens of that reading.

    `noun` are the letters of what may be a part of a joined noun, and `is_bare` says that no particle follows: of 노동 시장 the first.
    """

    readings: tuple[tuple[str, ...], ...]
    noun: str = ""
    is_bare: bool = False

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for reading in self.readings for token in reading)


class Analyser(Protocol):
    """Reads texts. What it makes of the same text never changes while its `name` does not: an index is of one name."""

    name: str

    def spans(self, text: str) -> list[Span]:
        """What a text is found by. `text` is folded (`folding.Folded`), and so are the places."""

    def words(self, text: str) -> list[Word]:
        """What is asked for by a folded text; empty where nothing could be looked for."""
