"""What every page's frame shows."""

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext
from wagtail.models import Site

from accounts.models import Notice

ALL_LANGUAGES = ("ko", "en")


def frame(request: HttpRequest) -> dict[str, Any]:
    """The publication's name, the addresses in the masthead and footer, and for a member the number of unread notices.

    Lazy where it costs a query, so that pages without a frame (the admin's, feeds) pay nothing.
    """
    if request.path_info.startswith("/cms/"):
        return {}
    prefix = "/en/" if get_language() == "en" else "/"
    other = next(language for language in ALL_LANGUAGES if language != get_language())
    return {
        "publication": SimpleLazyObject(lambda: publication_name(request)),
        "publication_line": gettext("Gongron is an open place where people write and discuss what they see from their work. Its software is open source."),
        "home_url": prefix,
        "columns_url": f"{prefix}columns/",
        "other_language_url": translate_url(request.path, other),
        "unread": SimpleLazyObject(lambda: unread_notices(request)),
    }


def publication_name(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return site.site_name if site and site.site_name else gettext("Gongron")


def unread_notices(request: HttpRequest) -> int:
    """At most 100 are counted: beyond that the number says nothing more."""
    if not request.user.is_authenticated:
        return 0
    return Notice.objects.of(request.user).unread()[:100].count()
