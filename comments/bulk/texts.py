"""What made-up members say: a few sentences of a fixed stock, put together anew."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comments.bulk.chance import chance
from comments.rendering import render

SENTENCES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
DIFFERENT = 400  # texts: rendering each of a hundred thousand would take most of the time
SHORTEST, LONGEST = 60, 400  # characters


@dataclass(frozen=True, slots=True)
class Text:
    source: str
    html: str


@cache
def texts(seed: int) -> list[Text]:
    rng = chance("texts", seed)
    return [Text(source, render(source)) for source in (compose(rng) for _ in range(DIFFERENT))]


def compose(rng: random.Random) -> str:
    """A text about as long as comments are: many short, few long, and of the longer ones half in two paragraphs."""
    wanted = min(LONGEST - 60, SHORTEST + rng.expovariate(1 / 90))
    said: list[str] = []
    for sentence in rng.sample(SENTENCES, len(SENTENCES)):
        if sum(map(len, said)) >= wanted:
            break
        said.append(sentence)
    half = len(said) // 2 if wanted > 180 and rng.random() < 0.5 else 0
    return "\n\n".join(" ".join(part) for part in (said[:half], said[half:]) if part)
