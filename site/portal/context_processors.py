"""What every page's frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from accounts.models import Notice
from portal.sites import site_of

ALL_LANGUAGES = ("ko", "en")
ENGLISH = "/en/"


def frame(request: HttpRequest) -> dict[str, Any]:
    """For every page but the admin's, which have a frame of their own."""
    return {} if request.path_info.startswith("/cms/") else whole_frame(request)


def whole_frame(request: HttpRequest) -> dict[str, Any]:
    """The publication's name, the addresses in the masthead and footer, and for a member the number of unread notices.

    Lazy where it costs a query, so that pages without a frame (feeds) pay nothing.
    """
    prefix = ENGLISH if get_language() == "en" else "/"
    other = next(language for language in ALL_LANGUAGES if language != get_language())
    return {
        "publication": SimpleLazyObject(lambda: publication_name(request)),
        "publication_line": gettext(
            "Gongron is an open place where people write and discuss what they see from their work. Its software is open source."
        ),
        "home_url": prefix,
        "columns_url": f"{prefix}columns/",
        "section": request.path_info.removeprefix(ENGLISH).strip("/").split("/")[0],
        "other_language_url": in_language(request, other) + (f"?{query_of(request)}" if query_of(request) else ""),
        "canonical_url": settings.BASE_URL + in_language(request, "ko"),
        "unread": SimpleLazyObject(lambda: unread_notices(request)),
    }


def in_language(request: HttpRequest, language: str) -> str:
    """The path of the same page in `language`. A path that begins with two slashes would name another site, so it gets one.

    As Django's `translate_url`, which looks through all addresses for it; here every page for readers is in both languages.
    """
    path = "/" + escape_uri_path(request.path).lstrip("/")
    korean = "/" + path.removeprefix(ENGLISH) if path.startswith(ENGLISH) else path
    return ENGLISH + korean[1:] if language == "en" else korean


def query_of(request: HttpRequest) -> str:
    return request.META.get("QUERY_STRING", "") if request.method in ("GET", "HEAD") else ""


def publication_name(request: HttpRequest) -> str:
    site = site_of(request)
    return site.site_name if site and site.site_name else gettext("Gongron")


def unread_notices(request: HttpRequest) -> int:
    """At most 100 are counted: beyond that the number says nothing more."""
    if not request.user.is_authenticated:
        return 0
    return Notice.objects.of(request.user).told_by(timezone.now()).unread()[:100].count()
