"""Made once for each state, and kept in the cache.

Not among the uploaded files: what lies there is served to everybody by name, also after its page was kept to members or taken back;
it would be carried into backups; and two processes that make the same file at once leave two. The cache holds one entry for each column,
which the next state replaces in one step, and forgets what nobody has asked for in a while.
"""

from typing import Any

from django.core.cache import cache
from wagtail.models import Page

from portal.share.drawing import draw
from portal.share.poster import Poster

KEPT = 30 * 86_400  # seconds


def forget(instance: Page, **_told: Any) -> None:
    """Wagtail's signal: of a page that was taken off the site, also by a rights claim, no picture with its title is kept."""
    cache.delete(_key(instance.pk))


def _key(number: int) -> str:
    return f"share-picture:{number}"


def png_of(number: int, poster: Poster) -> bytes:
    """The picture as it is now. Nobody can have another drawn: the digest is not the reader's to choose."""
    key = _key(number)
    kept = cache.get(key)
    if kept and kept[0] == poster.digest:
        return bytes(kept[1])
    png = draw(poster)
    cache.set(key, (poster.digest, png), KEPT)
    return png
