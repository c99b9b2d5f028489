"""A question read by its letters alone, for while the analyser that built the index cannot be asked: something is found, if not everything."""

import re

from .folding import token_of
from .nouns import PART
from .particles import PARTICLES, stem_of
from .words import Word

PIECE = re.compile(r"[^\W_]+")


def words(text: str) -> list[Word]:
    typed = [piece for piece in PIECE.findall(text) if piece not in PARTICLES]
    return [_word(piece) for piece in typed]


def _word(piece: str) -> Word:
    stem = token_of(stem_of(piece))
    tokens = dict.fromkeys([token_of(piece), stem, stem + PART])
    return Word(tuple((token,) for token in tokens))
