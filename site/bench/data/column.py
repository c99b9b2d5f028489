"""The column: as long as a column of ours is, nothing but paragraphs, and the same words for every site that is compared."""

import json
from collections.abc import Iterable
from html import escape
from itertools import chain, repeat
from uuid import NAMESPACE_URL, uuid5

from articles.models import ColumnPage

LENGTH = 4500  # characters


def lines(of: Iterable[str], length: int = LENGTH) -> list[str]:
    """The paragraphs `of` a column, from the start again where they do not suffice, and the last one cut: so many characters in all."""
    found: list[str] = []
    left = length
    for text in chain.from_iterable(repeat(list(of))):
        found.append(text[:left])
        left -= len(found[-1])
        if left <= 0:
            return found
    return found


def body(paragraphs: list[str]) -> str:
    """The blocks have ids, for what readers say of a paragraph is kept by its id."""
    return json.dumps(
        [
            {"type": "paragraph", "id": str(uuid5(NAMESPACE_URL, f"bench-{number}")), "value": f"<p>{escape(text, quote=False)}</p>"}
            for number, text in enumerate(paragraphs)
        ]
    )


def copy(original: ColumnPage, slug: str, paragraphs: list[str]) -> ColumnPage:
    """A column of its own at `slug`, by the same columnist about the same professions, without pictures."""
    changed = {"slug": slug, "title": f"{original.title} ({slug})", "body": body(paragraphs), "cover": None, "corrections": "[]"}
    return original.copy(update_attrs=changed, copy_revisions=False)
