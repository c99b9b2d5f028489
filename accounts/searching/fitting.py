"""How well short texts fit, for SQLite: from the tokens of those that are looked at, and of no others.

FTS5's own measure weighs a word by how many texts have it, and counts them all each time: of a word that a hundred thousand comments have, that
takes longer than everything else. Among texts that all have every word that was asked for, it hardly changes their order.
"""

import re
from functools import lru_cache
from typing import Any

TOKEN = re.compile(r'"([^"]+)"')
NAME = "gongron_fit"
# Okapi BM25 without the weight of words (Robertson and Zaragoza, 2009, section 3.1), as FTS5 has k1 and b; texts of comments have some so many tokens.
SATURATION, BY_LENGTH, USUAL_LENGTH = 1.2, 0.75, 60
TITLE_WEIGHT = 4.0


def fit(title: str, body: str, asked: str) -> float:
    """Of a text whose tokens are separated by spaces; `asked` is what FTS5 is asked."""
    length = 1 - BY_LENGTH + BY_LENGTH * (title.count(" ") + body.count(" ")) / USUAL_LENGTH
    title, body = _apart(title), _apart(body)
    score = 0.0
    for token in _tokens(asked):
        count = TITLE_WEIGHT * title.count(token) + body.count(token)
        score += count * (SATURATION + 1) / (count + SATURATION * length)
    return score


def _apart(tokens: str) -> str:
    """Each with spaces of its own on both sides."""
    return f" {tokens.replace(' ', '  ')} "


@lru_cache(100)
def _tokens(asked: str) -> frozenset[str]:
    return frozenset(f" {token} " for token in TOKEN.findall(asked))


def teach(connection: Any, **_signal: object) -> None:
    """Gives every new connection to SQLite the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(NAME, 3, fit, deterministic=True)
