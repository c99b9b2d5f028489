"""A finished page: its headers, and its body in each encoding that a reader may want."""

import gzip
import hashlib
from dataclasses import dataclass

import brotli

IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
ENCODINGS = (BROTLI, GZIP, IDENTITY)  # where a reader takes several alike, the first
BROTLI_QUALITY, GZIP_LEVEL = 5, 6  # it happens while somebody waits
MEMORY = 500  # entries: the same few browsers send the same few headers
_chosen: dict[str, str] = {}

Headers = list[tuple[str, str]]


@dataclass
class Page:
    """`number` is the first of three that were never given before, one for each encoding; 0 for a page that is not kept.

    `until` is the moment (seconds) until which it is true, if it is not for good. `reads_htmx`: another text for a part of a page.
    """

    key: str
    headers: Headers
    bodies: dict[str, bytes]
    number: int = 0
    until: float | None = None
    reads_htmx: bool = False

    def etag(self, encoding: str) -> str:
        """As nginx makes it of a file: time and length."""
        if not self.number:
            return f'"{hashlib.sha256(self.bodies[encoding]).hexdigest()[:32]}"'
        return f'"{self.number_of(encoding):x}-{len(self.bodies[encoding]):x}"'

    def number_of(self, encoding: str) -> int:
        return self.number + ENCODINGS.index(encoding)

    def headers_in(self, encoding: str) -> Headers:
        return [*self.headers, ("ETag", self.etag(encoding)), *([("Content-Encoding", encoding)] if encoding != IDENTITY else [])]


def pack(body: bytes, encoding: str) -> bytes:
    if encoding == BROTLI:
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if encoding == GZIP else body


def chosen(accepted: str) -> str:
    """The encoding for an `Accept-Encoding` header (RFC 9110): the reader's best, and ours where several are as good."""
    encoding = _chosen.get(accepted)
    if encoding is None:
        if len(_chosen) >= MEMORY:
            _chosen.clear()
        encoding = _chosen[accepted] = _choose(accepted)
    return encoding


def _choose(accepted: str) -> str:
    worth = {}
    for part in accepted.lower().split(","):
        name, *parameters = (word.strip() for word in part.split(";"))
        worth[name] = next((_quality(word[2:]) for word in parameters if word.startswith("q=")), 1.0)
    anything = worth.get("*", 0.0)
    values = {encoding: worth.get(encoding, anything) for encoding in (BROTLI, GZIP)}
    # Unless it is refused, the text as it is may always be sent; it comes last because it is long.
    values[IDENTITY] = worth.get(IDENTITY, worth.get("*", 0.0) if "*" in worth else 0.0)
    best = max(ENCODINGS, key=lambda encoding: values[encoding])
    return best if values[best] > 0 else IDENTITY


def _quality(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def matches(etag: str, wanted: str) -> bool:
    """Whether `If-None-Match` names the ETag; weak and strong compare alike there (RFC 9110)."""
    return wanted == etag or wanted.strip() == "*" or etag in [one.strip().removeprefix("W/") for one in wanted.split(",")]
