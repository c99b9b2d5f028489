"""What a discussion asks of the page it hangs on. Any page will do; one that has these attributes offers more.

`paragraphs`: a dict from the stable id of each paragraph to its text, in reading order, so that it can be commented on.
`professions`: the professions that the page concerns, as a queryset or a relation.
"""

from django.conf import settings
from wagtail.models import Page

from accounts.models import Profession

BLOCK_MAX = 36  # characters


def paragraphs_of(page: Page) -> dict[str, str]:
    """Those whose id a passage can keep: Wagtail's own are UUIDs, what an import made may be anything."""
    paragraphs: dict[str, str] = getattr(page.specific, "paragraphs", {})
    return {block: text for block, text in paragraphs.items() if 0 < len(block) <= BLOCK_MAX}


def professions_of(page: Page) -> list[Profession]:
    named = getattr(page.specific, "professions", None)
    return list(named.all()) if named is not None else []


def may_disagree() -> bool:
    """Whether readers may say that they see it differently."""
    return bool(settings.COMMENTS_DISAGREE)
