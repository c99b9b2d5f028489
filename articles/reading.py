"""What of a column is to be read, and how long that takes."""

import math
import re
from html import unescape

from bs4 import BeautifulSoup
from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

# A grown reader of Korean prose takes in about 500 syllables a minute.
CHARACTERS_A_MINUTE = 500
SPACE = re.compile(r"\s+")
PLAIN = re.compile(r'<p(?: data-block-key="\w+")?>([^<>&]*)</p>')


def text_of(child: StreamValue.StreamChild) -> str:
    """What is to be read of a block: what the block itself tells, or else what its template shows."""
    if hasattr(child.block, "told"):
        return "\n".join(filter(None, child.block.told(child.value)))
    return BeautifulSoup(str(child), "html.parser").get_text("\n")


def words_of(html: str) -> str:
    """The text of a paragraph. Most have no markup in them, and need not be parsed for it."""
    plain = PLAIN.fullmatch(html)
    return plain[1] if plain else unescape(strip_tags(html))


def count_characters(text: str) -> int:
    """Characters that are not white space."""
    return len(SPACE.sub("", text))


def reading_minutes(characters: int) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, math.ceil(characters / CHARACTERS_A_MINUTE))
