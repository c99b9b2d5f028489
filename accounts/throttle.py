"""Throttled doors, counted in the shared cache by allauth's limiter: by member, or by network address for a stranger."""

from allauth.core import ratelimit
from django.http import HttpRequest


def is_within(request: HttpRequest, action: str, most: int, seconds: int) -> bool:
    """Whether this request may still pass: at most `most` of `action` in `seconds`. Counts it if so."""
    by_member = request.user.is_authenticated
    limit = f"{most}/{seconds}s/{'user' if by_member else 'ip'}"
    usage = ratelimit.consume(
        request, action=f"gongron:{action}", config={f"gongron:{action}": limit}, user=request.user if by_member else None
    )
    return usage is not None
