"""What is asked for, by path and query: one name for each page, whatever else an address carries."""

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode

LONGEST_PATH, LONGEST_PART, LONGEST_QUERY = 1000, 200, 2000  # bytes
ODD = re.compile(r"[\x00-\x1f\x7f]|//|/\.|\.(?:/|$)|~kept|\\")
NUMBER, WORD = re.compile(r"[0-9]{1,10}"), re.compile(r"[-\w]{1,100}")
# Everything that the query of a kept page can mean, and how it is written if it means anything.
KNOWN = {
    "after": NUMBER, "at": NUMBER, "comments": NUMBER, "kind": WORD, "lens": WORD, "order": WORD, "p": NUMBER, "page": NUMBER,
    "paragraph": WORD, "verified": re.compile("1"),
}  # fmt: skip
ALL = frozenset(KNOWN)


def is_plain(path: str) -> bool:
    """Whether a path, as WSGI gives it (bytes in latin-1), is one that a page can be kept under: as it is written in our own links."""
    if len(path) > LONGEST_PATH or ODD.search(path) or not path.startswith("/"):
        return False
    try:
        text = path.encode("latin-1").decode()
    except UnicodeError:
        return False
    return unicodedata.is_normalized("NFC", text) and all(len(part) <= LONGEST_PART for part in path.split("/"))


def question(query: str, names: Collection[str] = ALL) -> str | None:
    """The query with the parameters that mean something, in one order; None where one of them is not written as it is in our own links.

    What else there is (who sent the reader, which campaign) makes no difference to the page. The last of two with one name counts.
    """
    if not query:
        return ""
    if len(query) > LONGEST_QUERY or not query.isascii() or "%00" in query:
        return None
    asked = {name: value for name, value in parse_qsl(query) if name in names}
    if not all(KNOWN[name].fullmatch(value) for name, value in asked.items()):
        return None
    return urlencode(sorted(asked.items()))


def key_of(path: str, asked: str) -> str:
    return f"{path}?{asked}" if asked else path
