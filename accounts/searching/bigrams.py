"""The analyser that needs no dictionary: pairs of syllables, with particles taken off. For where kiwipiepy cannot be loaded."""

import re
from itertools import pairwise

from .folding import token_of
from .particles import is_particles, stem_of
from .words import Span, Word

VERSION = 1
RUN = re.compile(r"[가-힣]+|[^\W_가-힣]+")
# What a verb's ending leaves alone is looked for: 가르치다, 가르칩니다, 가르쳐 share 가르.
ENDING = re.compile("다$")


class Bigrams:
    name = f"bigrams {VERSION}"

    def spans(self, text: str) -> list[Span]:
        found = [span for match in RUN.finditer(text) for span in _of_run(match.group(), match.start())]
        return found + [span for pair in pairwise(RUN.finditer(text)) for span in _across(*pair)]

    def words(self, text: str) -> list[Word]:
        read = [_word(match.group()) for match in RUN.finditer(text) if not is_particles(match.group())]
        return [word for word in read if word]


def _is_hangul(run: str) -> bool:
    return "가" <= run[0] <= "힣"


def _of_run(run: str, at: int) -> list[Span]:
    if not _is_hangul(run):
        return [Span(token_of(run), at, at + len(run))] if token_of(run) else []
    stem = stem_of(run)
    pairs = [Span(run[place : place + 2], at + place, at + place + 2) for place in range(len(run) - 1)]
    return [*({Span(run, at, at + len(run)), Span(stem, at, at + len(stem))}), *pairs]


def _across(left: "re.Match[str]", right: "re.Match[str]") -> list[Span]:
    """노동 시장 is found as 노동시장: the pair over the space counts, too."""
    a, b = left.group(), right.group()
    if not (_is_hangul(a) and _is_hangul(b)) or right.start() - left.end() > 1:
        return []
    return [Span(a[-1] + b[0], left.end() - 1, right.start() + 1)]


def _word(run: str) -> Word | None:
    if not _is_hangul(run):
        return Word(((token_of(run),),)) if token_of(run) else None
    stem = stem_of(run)
    if len(stem) > 2 and ENDING.search(stem):
        stem = stem[:-2] if len(stem) > 3 else stem[:-1]
    if len(stem) < 2:
        return Word(((stem,),))
    return Word((tuple(dict.fromkeys(stem[place : place + 2] for place in range(len(stem) - 1))),))
