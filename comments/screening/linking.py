"""Links to elsewhere: too many in one comment, or any from somebody whom few have read yet."""

import re
from urllib.parse import urlsplit

from django.conf import settings

from comments.rendering import render

from .said import Said

MAY_BE_LINK = re.compile(r"://|\w\.\w|\]\(")
LINK = re.compile(r'<a href="([^"]*)"')


def links(said: Said) -> str:
    most = settings.COMMENTS_LINKS
    return "links" if most and number_of_links(said.source) > most else ""


def links_of_newcomers(said: Said) -> str:
    return "links_of_newcomers" if not said.record.may_link and number_of_links(said.source) else ""


def number_of_links(source: str) -> int:
    """As readers see them; those that stay on this site do not count."""
    if not MAY_BE_LINK.search(source):
        return 0
    return sum(leads_away(address) for address in LINK.findall(render(source)))


def leads_away(address: str) -> bool:
    try:
        host = urlsplit(address.replace("&amp;", "&")).netloc
    except ValueError:
        return True
    return host.casefold() != urlsplit(settings.BASE_URL).netloc.casefold()
