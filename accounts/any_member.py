"""Whoever is logged in: the reader of a page that is rendered once for all members, with marks where it is each one's own."""

import secrets
from typing import Any

from django.utils.safestring import SafeString

from accounts.stencil import FIRST, LAST


class AnyMember:
    """In the place of `request.user`. Its marks have a number that nobody could know who wrote what the page shows."""

    is_authenticated, is_anonymous, is_active = True, False, True

    def __init__(self) -> None:
        self.number = secrets.token_hex(8)
        self.parts: dict[int, Any] = {}  # of comments, by their ids: what may look otherwise for some members

    def mark(self, name: str) -> SafeString:
        return SafeString(f"{FIRST}{self.number}.{name}{LAST}")

    @property
    def pk(self) -> SafeString:
        return self.mark("member")

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False
