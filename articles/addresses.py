"""Addresses with the site's name in front, for those who read elsewhere: feeds, search engines, whoever is sent a link."""

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Page


def absolute(path: str) -> str:
    return settings.BASE_URL + path


def korean_path(page: Page) -> str:
    """The one address under which a page's content is known, whatever the language around it. An alias is known by its source's."""
    source = page.alias_of if page.alias_of_id else page
    with override("ko"):
        return source.get_url() or "/"
