"""How long a column takes to read."""

import math
import re

# A grown reader of Korean prose takes in about 500 syllables a minute.
CHARACTERS_A_MINUTE = 500
SPACE = re.compile(r"\s+")


def count_characters(text: str) -> int:
    """Characters that are not white space."""
    return len(SPACE.sub("", text))


def reading_minutes(characters: int) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, math.ceil(characters / CHARACTERS_A_MINUTE))
