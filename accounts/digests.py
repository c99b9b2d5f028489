"""Keyed digests: what lets us recognise a value again without keeping it."""

import hashlib
import hmac

from django.conf import settings


def keyed_digest(purpose: str, value: str) -> str:
    """HMAC-SHA-256 (RFC 2104) of `value` in hex, 64 characters.

    The key is `DIGEST_KEY`, which lives outside the database; `purpose` keeps digests of different uses apart.
    """
    message = f"{purpose}\0{value}".encode()
    return hmac.new(settings.DIGEST_KEY.encode(), message, hashlib.sha256).hexdigest()
