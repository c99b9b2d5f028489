"""Addresses of columns: Korean as it is read, in one Unicode form, and short enough to be passed on."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.text import clean_line

SLUG_MAX = 40  # a Hangul syllable is nine bytes once percent-encoded, so 40 of them are 360
# First parts of addresses that the site answers itself: a page of this name below the front page could never be reached.
ROOTS = "accounts admin c cms columns comments documents en favicon feeds healthz log media people policies professions robots rules search sitemap transparency"
RESERVED_ROOTS = frozenset([*ROOTS.split(), "static", "topics"])


def korean_slug(text: str) -> str:
    """At most 40 characters of `text`, Hangul kept, in NFC, cut at a word where there is one."""
    slug = slugify(clean_line(text), allow_unicode=True)
    if len(slug) <= SLUG_MAX:
        return slug
    cut = slug[: SLUG_MAX + 1].rsplit("-", 1)[0] if "-" in slug[SLUG_MAX // 2 : SLUG_MAX + 1] else slug[:SLUG_MAX]
    return cut[:SLUG_MAX].strip("-_")


def free_slug(base: str, is_free: Callable[[str], bool]) -> str:
    """`base`, or `base` with the first number from 2 on that is free; at most 40 characters with the number."""
    slug, number = base, 1
    while not is_free(slug):
        number += 1
        end = f"-{number}"
        slug = base[: SLUG_MAX - len(end)].rstrip("-_") + end
    return slug


def check_root(slug: str) -> None:
    """Raises ValidationError if the site answers the address `/<slug>/` itself."""
    if slug in RESERVED_ROOTS:
        raise ValidationError({"slug": _("The site uses this address itself. Please choose another.")})
