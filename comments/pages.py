"""What a discussion asks of the page it hangs on. Any page will do; one that has these attributes offers more.

`paragraphs`: a dict from the stable id of each paragraph to its text, in reading order, so that it can be commented on.
`professions`: the professions that the page concerns, as a queryset or a relation.
`asked_professions`: a list of those whose view is asked for.
`forget_words`: takes away what it says, where it was deleted by decision; not its title, which is any page's, and without saving.
`writers`: a list of the members who wrote it, who are told where it is hidden; its owner where it has no such list.
"""

from django.conf import settings
from wagtail.models import Page

from accounts.models import Profession, User

BLOCK_MAX = 36  # characters


def paragraphs_of(page: Page) -> dict[str, str]:
    """Those whose id a passage can keep: Wagtail's own are UUIDs, what an import made may be anything."""
    paragraphs: dict[str, str] = getattr(page.specific, "paragraphs", {})
    return {block: text for block, text in paragraphs.items() if 0 < len(block) <= BLOCK_MAX}


def professions_of(page: Page) -> list[Profession]:
    named = getattr(page.specific, "professions", None)
    return list(named.all()) if named is not None else []


def asked_professions_of(page: Page) -> list[Profession]:
    return list(getattr(page.specific, "asked_professions", ()))


def writers_of(page: Page) -> list[User]:
    named = getattr(page.specific, "writers", None)
    if named is None:
        named = [page.owner] if page.owner else []
    return list(named)


def forget_words(page: Page) -> None:
    """Of a specific page, before it is saved."""
    forget = getattr(page, "forget_words", None)
    if forget is not None:
        forget()


def may_disagree() -> bool:
    """Whether readers may say that they see it differently."""
    return bool(settings.COMMENTS_DISAGREE)
