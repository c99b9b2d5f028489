"""Finding the words of a list in a folded text, in time that grows with the text and hardly with the list.

At each letter those pieces are looked up that have a length which some word with these first two letters has: next to none, however many
words there are. Entries with stars are found by their parts: the places of each part are the bits of one number, and "a few letters further on"
is a shift (Baeza-Yates and Gonnet, 1992), so that no entry can make the search go back and try again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from comments.entries import ANY
from comments.folding import DIGIT, SPACE, Folded, foldings, is_hangul

FAR = 4  # letters that a star stands for, at most; within one word
EXCEPTION = "exception"  # the kind of what takes others out
CALLS = "아야들"  # what may hang behind a word that was spaced out: 시 발 아


class Word(NamedTuple):
    text: str
    kind: str
    letters: str
    meant: tuple[bool, ...]  # between which letters a space belongs

    @classmethod
    def of(cls, text: str, kind: str, folded: str) -> "Word":
        if " " not in folded:
            return cls(text, kind, folded, (False,) * (len(folded) - 1))
        pieces = folded.split(" ")
        meant = [at == len(piece) - 1 for piece in pieces for at in range(len(piece))]
        return cls(text, kind, "".join(pieces), tuple(meant[:-1]))


@dataclass(frozen=True, order=True)
class Hit:
    """Where a word stands in the text as it was typed."""

    start: int
    end: int
    text: str
    kind: str


@dataclass
class WordList:
    words: dict[str, Word] = field(default_factory=dict)
    starred: dict[str, list[tuple[Word, list[str]]]] = field(default_factory=dict)  # by their first part
    parts: set[str] = field(default_factory=set)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)  # by the first two letters, or the one of a part that has no more

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> "WordList":
        """`rows` are texts, kinds and foldings (`comments.entries`)."""
        made = cls()
        lengths: dict[str, set[int]] = {}
        for text, kind, folded in rows:
            word = Word.of(text, kind, folded)
            pieces = word.letters.split(ANY)
            if len(pieces) > 1:
                made.starred.setdefault(pieces[0], []).append((word, pieces))
                made.parts.update(pieces)
            else:
                made.words[word.letters] = word
            for piece in pieces:
                lengths.setdefault(piece[:2], set()).add(len(piece))
        made.lengths = {first: tuple(some) for first, some in lengths.items()}
        return made

    def hits(self, text: str) -> list[Hit]:
        """What is found and not within an exception, in the order of the text."""
        found: set[Hit] = set()
        for folded in foldings(text) if self.lengths else []:
            found.update(self._hits(folded))
        return sorted(found)

    def _hits(self, folded: Folded) -> list[Hit]:
        found: list[tuple[int, int, Word]] = []
        excepted = [0] * len(folded.letters)  # how far an exception reaches that begins at each letter
        places: dict[str, int] = {}
        letters, lengths = folded.letters, self.lengths
        for start in range(len(letters)):
            pair = letters[start : start + 2]
            for length in (*lengths.get(pair, ()), *lengths.get(pair[0], ())):
                end = start + length
                piece = letters[start:end]
                word = self.words.get(piece) if end <= len(letters) else None
                if word and stands(word, folded, start):
                    if word.kind == EXCEPTION:
                        excepted[start] = max(excepted[start], end)
                    else:
                        found.append((start, end, word))
                if piece in self.parts and not any(gap & SPACE for gap in folded.gaps[start + 1 : end]):
                    places[piece] = places.get(piece, 0) | 1 << start
        found += self._starred_hits(folded, places)
        reached = list(accumulate(excepted, max))
        return [Hit(*folded.span(start, end), word.text, word.kind) for start, end, word in found if reached[start] < end]

    def _starred_hits(self, folded: Folded, places: dict[str, int]) -> list[tuple[int, int, Word]]:
        spaces = sum(1 << place for place, gap in enumerate(folded.gaps) if gap & SPACE) if places else 0
        spans = ((span(parts, places, spaces), word) for first in places for word, parts in self.starred.get(first, ()))
        return [(*found, word) for found, word in spans if found]


def stands(word: Word, folded: Folded, start: int) -> bool:
    """Whether the letters found are the word, or only happen to follow one another, as in 다시 발표.

    Written without a gap it is the word wherever it stands. With a gap that does not belong there it has to begin a word of the text;
    where the gap is a space it has to end one as well.
    """
    end = start + len(word.letters)
    if _runs_on(folded, start) or _runs_on(folded, end):
        return False
    gaps = [gap for gap, meant in zip(folded.gaps[start + 1 : end], word.meant, strict=True) if gap and not meant]
    if not gaps:
        return True
    if word.kind == EXCEPTION or not _begins(folded, start):
        return False
    return not any(gap & SPACE for gap in gaps) or _ends(folded, end)


def _runs_on(folded: Folded, place: int) -> bool:
    """Whether a Latin word or a number goes on over the edge at `place`: "ass" is not in "class", nor 18년 in 2018년."""
    if not 0 < place < len(folded.letters) or folded.gaps[place]:
        return False
    before, after = folded.letters[place - 1], folded.letters[place]
    return not is_hangul(before) and not is_hangul(after) and before.isdigit() == after.isdigit()


def _begins(folded: Folded, start: int) -> bool:
    return start == 0 or (bool(folded.gaps[start]) and not folded.gaps[start] & DIGIT)


def _ends(folded: Folded, end: int) -> bool:
    rest = folded.letters[end : end + 1]
    if not rest or folded.gaps[end]:
        return True
    return rest in CALLS and (end + 1 == len(folded.letters) or bool(folded.gaps[end + 1]))


def span(parts: list[str], places: dict[str, int], spaces: int) -> tuple[int, int] | None:
    """The first stretch in which the parts follow one another, each at most `FAR` letters behind the one before, without a space."""
    trail = [places.get(parts[0], 0)]
    for before, part in pairwise(parts):
        near = (trail[-1] << len(before)) & ~spaces
        reach = near
        for _letter in range(FAR):
            near = (near << 1) & ~spaces
            reach |= near
        trail.append(reach & places.get(part, 0))
        if not trail[-1]:
            return None
    start = _lowest(trail[-1])
    end = start + len(parts[-1])
    for reached, part in zip(trail[-2::-1], parts[-2::-1], strict=True):
        start = (reached & ((1 << (start - len(part) + 1)) - 1)).bit_length() - 1
    return start, end


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1
