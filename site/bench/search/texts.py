"""What the columns say: sentences of the demo's own columns, put together anew, and in a few of them a word that stands nowhere else."""

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass

COLUMNS, COMMENTS = int(os.environ.get("BENCH_COLUMNS", "2000")), int(os.environ.get("BENCH_COMMENTS", "100000"))
LENGTH = 1_500  # characters of a column
COMMON, RARE = "사람", "도토리묵"
RARE_FORMS = ("도토리묵을", "도토리묵은", "도토리묵이라는", "도토리묵")
OF_EACH = 250  # columns, of which one has the rare word


@dataclass(frozen=True)
class Article:
    title: str
    paragraphs: list[str]


def articles(sentences: Sequence[str], number: int = COLUMNS, seed: int = 42) -> list[Article]:
    """The same for the same sentences, so that every site that is compared says the same."""
    rng = random.Random(seed)  # noqa: S311 - nothing to be guessed
    return [_article(sentences, place, rng) for place in range(number)]


def _article(sentences: Sequence[str], place: int, rng: random.Random) -> Article:
    said: list[str] = []
    while sum(map(len, said)) < LENGTH:
        said.append(rng.choice(sentences))
    if place % OF_EACH == 0:
        said.insert(len(said) // 2, f"그날 상에는 {RARE_FORMS[place // OF_EACH % len(RARE_FORMS)]} 올렸습니다.")
    paragraphs = [" ".join(said[start : start + 5]) for start in range(0, len(said), 5)]
    return Article(f"{' '.join(rng.choice(sentences).split()[:4])} ({place + 1})", paragraphs)
