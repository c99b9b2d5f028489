"""Addresses of columns: Korean as it is read, in one Unicode form, and short enough to be passed on."""

from django.utils.text import slugify

from accounts.text import clean_line

SLUG_MAX = 40  # a Hangul syllable is nine bytes once percent-encoded, so 40 of them are 360


def korean_slug(text: str) -> str:
    """At most 40 characters of `text`, Hangul kept, in NFC, cut at a word where there is one."""
    slug = slugify(clean_line(text), allow_unicode=True)
    if len(slug) <= SLUG_MAX:
        return slug
    cut = slug[: SLUG_MAX + 1].rsplit("-", 1)[0] if "-" in slug[SLUG_MAX // 2 : SLUG_MAX + 1] else slug[:SLUG_MAX]
    return cut[:SLUG_MAX].strip("-_")
