"""The only module that knows bleach. What leaves `sanitise` may stand in a page as it is.

bleach is in maintenance; because comments keep their source and their HTML is a cache with a version, another sanitiser would be a
change of this file and of `rendering.VERSION` only (docs/decisions/0004-bleach.md).
"""

from functools import partial
from typing import Any

from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner

TAGS = frozenset({"p", "br", "strong", "em", "blockquote", "ul", "ol", "li", "a"})
ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
PROTOCOLS = frozenset({"http", "https", "mailto"})


def _mark_as_theirs(attrs: dict[Any, str], new: bool = False) -> dict[Any, str]:
    """A reader's link: search engines give it no weight, and the page it opens learns nothing of ours."""
    attrs[(None, "rel")] = "nofollow ugc noopener"
    return attrs


def sanitise(html: str) -> str:
    """Allowed tags and attributes only, everything else escaped to be seen; bare web addresses become links."""
    # A Cleaner is not safe to share between threads, and making one costs little.
    cleaner = Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        protocols=PROTOCOLS,
        strip=False,
        filters=[partial(LinkifyFilter, callbacks=[_mark_as_theirs], parse_email=False)],
    )
    return cleaner.clean(html)
