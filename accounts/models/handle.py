"""One namespace for the handles of members and of columnists, in which nothing is ever given out twice."""

import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.digests import keyed_digest
from accounts.text import fold

HANDLE_MIN, HANDLE_MAX = 2, 20
SHAPE = re.compile(r"[0-9a-z가-힣](?:[0-9a-z가-힣_-]*[0-9a-z가-힣])?")
# Addresses of the site, titles that suggest authority, and the words the site itself uses for people.
RESERVED = frozenset(
    [
        "about",
        "account",
        "accounts",
        "admin",
        "administrator",
        "all",
        "anonymous",
        "api",
        "cms",
        "column",
        "columns",
        "comment",
        "comments",
        "contact",
        "deleted",
        "editor",
        "editors",
        "en",
        "feed",
        "feeds",
        "gongron",
        "healthz",
        "help",
        "home",
        "inbox",
        "ko",
        "login",
        "logout",
        "me",
        "media",
        "mod",
        "moderator",
        "moderators",
        "new",
        "null",
        "official",
        "operator",
        "people",
        "policy",
        "privacy",
        "profession",
        "professions",
        "root",
        "rules",
        "search",
        "settings",
        "signup",
        "site",
        "sitemap",
        "staff",
        "static",
        "support",
        "system",
        "team",
        "terms",
        "topic",
        "topics",
        "undefined",
        "undisclosed",
        "user",
        "users",
        "webmaster",
        "공론",
        "공론장",
        "관리자",
        "운영자",
        "운영진",
        "운영팀",
        "편집부",
        "편집자",
        "편집장",
        "탈퇴한회원",
        "익명",
        "직업비공개",
        "고객센터",
        "공지",
        "관리팀",
    ]
)


class HandleTaken(ValidationError):
    """The handle belongs to somebody, or once did."""


def check_shape(handle: str) -> None:
    """Raises ValidationError unless the handle is 2–20 Hangul syllables, Latin letters, digits, - or _, and not a reserved word."""
    key = fold(handle)
    if not HANDLE_MIN <= len(key) <= HANDLE_MAX:
        raise ValidationError(_("Use 2 to 20 characters for the handle."), code="length")
    if not SHAPE.fullmatch(key):
        raise ValidationError(
            _("A handle has Hangul syllables, Latin letters, digits, - and _ only, and begins and ends with a letter or digit."),
            code="shape",
        )
    if key in RESERVED or key.isdigit():
        raise ValidationError(_("This handle is kept for the site. Please choose another."), code="reserved")


class Handle(models.Model):
    """A handle that was given out. Kept as a keyed digest, so that it survives its owner without naming them."""

    digest = models.CharField(max_length=64, primary_key=True)
    owner = models.CharField(max_length=40)  # "user:12", "author:3"; never reassigned
    given_at = models.DateTimeField(auto_now_add=True)

    @staticmethod
    def digest_of(handle: str) -> str:
        return keyed_digest("handle", fold(handle))

    @classmethod
    def is_free(cls, handle: str, owner: str = "") -> bool:
        return not cls.objects.filter(digest=cls.digest_of(handle)).exclude(owner=owner or None).exists()

    @classmethod
    def claim(cls, handle: str, owner: str) -> None:
        """Gives `handle` to `owner` for good. Raises HandleTaken if anybody else has or had it; claiming one's own again is fine."""
        digest = cls.digest_of(handle)
        try:
            with transaction.atomic():
                row, _made = cls.objects.get_or_create(digest=digest, defaults={"owner": owner})
        except IntegrityError:
            row = cls.objects.get(digest=digest)
        if row.owner != owner:
            raise HandleTaken(_("This handle is taken. Please choose another."), code="taken")

    @classmethod
    def was_given(cls, handle: str) -> bool:
        return cls.objects.filter(digest=cls.digest_of(handle)).exists()
