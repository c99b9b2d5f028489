"""Throttled doors beside those of logging in: counted in the shared cache by allauth's limiter, rates in ACCOUNT_RATE_LIMITS."""

from allauth.core import ratelimit
from django.http import HttpRequest


def is_within(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Whether this request may still pass under the rate named `action`; counts it if so. GET requests are never counted.

    `key` is what a rate per key is counted by: the address that is written to, for example, whoever asks for it.
    """
    return ratelimit.consume(request, action=action, key=key)
