"""What the other sites are called, also one that is no longer offered."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

NAMES = {"kakao": _("Kakao"), "naver": _("Naver"), "google": _("Google"), "apple": _("Apple")}


def name_of(way: str) -> str:
    return str(NAMES.get(way, way))


def offered() -> list[str]:
    """The ways in that are present, in the order of their buttons."""
    return list(settings.SOCIALACCOUNT_PROVIDERS)
