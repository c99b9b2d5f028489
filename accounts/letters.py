"""What every letter to a member has in common, and how an address on this site is written in one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext
from wagtail.models import Site

DEFAULT_LANGUAGE = settings.LANGUAGE_CODE


def publication_name(request: HttpRequest | None = None) -> str:
    """The publication's name as its editors wrote it in Wagtail's site settings."""
    site = Site.find_for_request(request) if request else Site.objects.filter(is_default_site=True).first()
    return (site and site.site_name) or gettext("Gongron")


def frame_of_letter(request: HttpRequest | None = None) -> dict[str, Any]:
    """For the templates of letters: `publication`, `site_url` and `contact` (an address that is read, or "")."""
    return {"publication": publication_name(request), "site_url": full_url("/"), "contact": settings.CONTACT_EMAIL}


def without_language(path: str) -> str:
    """`/en/comments/3/` as `/comments/3/`: a path that fits readers of either language."""
    for language, _name in settings.LANGUAGES:
        if path.startswith(f"/{language}/"):
            return path.removeprefix(f"/{language}")
    return path


def in_language(path: str, language: str | None = None) -> str:
    """The path for who reads in `language` (by default the active one); the first language has no prefix, nor has the admin."""
    language = language or get_language() or DEFAULT_LANGUAGE
    has_prefix = language != DEFAULT_LANGUAGE and path and not path.startswith(reverse("wagtailadmin_home"))
    return f"/{language}{path}" if has_prefix else path


def full_url(path: str) -> str:
    """With scheme and host, in the active language."""
    return settings.BASE_URL + in_language(path)
