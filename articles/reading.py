"""What of a column is to be read, and how long that takes."""

import math
import re

from bs4 import BeautifulSoup

# A grown reader of Korean prose takes in about 500 syllables a minute.
CHARACTERS_A_MINUTE = 500
SPACE = re.compile(r"\s+")
# Said twice (what is drawn is also a table, whose caption is the title), or said by the interface, in whatever language the editor has it.
UNREAD = "svg, caption, thead, [data-interface]"


def readable(html: str) -> str:
    """The text of `html`, without what a reader of the column does not read as a part of it."""
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.select(UNREAD):
        node.decompose()
    return soup.get_text("\n")


def count_characters(text: str) -> int:
    """Characters that are not white space."""
    return len(SPACE.sub("", text))


def reading_minutes(characters: int) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, math.ceil(characters / CHARACTERS_A_MINUTE))
