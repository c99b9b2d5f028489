"""The only module that knows bleach. What leaves `sanitise` may stand in a page as it is.

bleach is in maintenance; because comments keep their source and their HTML is a cache with a version, another sanitiser would be a
change of this file and of `rendering.VERSION` only (docs/decisions/0004-bleach.md).
"""

import re
from functools import partial
from typing import Any

from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner

TAGS = frozenset({"p", "br", "strong", "em", "blockquote", "ul", "ol", "li", "a"})
ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
PROTOCOLS = frozenset({"http", "https", "mailto"})
# Paragraphs of text with breaks and one level of emphasis, as the renderer writes them: bleach, which takes half a millisecond to find
# nothing, gives these back as they are. Text is what cannot be a tag, an entity of consequence, a web
# address (a point before a letter or a figure) or a character that is replaced; whatever else there may be goes the long way.
TEXT = r"(?:[^<>&.\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]|\.(?!\w)|&(?:lt|gt|quot);)"
PLAIN = re.compile(rf"(?:<p>(?:{TEXT}++|<br>|<strong>{TEXT}++</strong>|<em>{TEXT}++</em>)*+</p>\n?)*+")


def _mark_as_theirs(attrs: dict[Any, str], new: bool = False) -> dict[Any, str]:
    """A reader's link: search engines give it no weight, and the page it opens learns nothing of ours."""
    attrs[(None, "rel")] = "nofollow ugc noopener"
    return attrs


def sanitise(html: str) -> str:
    """Allowed tags and attributes only, everything else escaped to be seen; bare web addresses become links."""
    if PLAIN.fullmatch(html):
        return html
    return by_bleach(html)


def by_bleach(html: str) -> str:
    # A Cleaner is not safe to share between threads, and making one costs little.
    cleaner = Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        protocols=PROTOCOLS,
        strip=False,
        filters=[partial(LinkifyFilter, callbacks=[_mark_as_theirs], parse_email=False)],
    )
    return cleaner.clean(html)
