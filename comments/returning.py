"""Where a small form leads once it has been dealt with: back to where it stood."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts.requests import MemberRequest

View = Callable[..., HttpResponse]


def place_of(request: HttpRequest) -> str:
    """The address that the form names as `next`, if it is one of ours; else ""."""
    following = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return following if ours and following.startswith("/") else ""


def back(request: HttpRequest, otherwise: str, *, at: str = "") -> HttpResponse:
    """To where the form stood, at the element `at` of that page if the form names none."""
    place = place_of(request)
    if place and at and "#" not in place:
        place += f"#{at}"
    return HttpResponseRedirect(place or otherwise)


def members_only(view: View) -> View:
    """Like `login_required`, for addresses that take only POST: who logs in comes back to where the form stood, and can send it again."""

    @wraps(view)
    def for_members(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(cast(MemberRequest, request), *args, **kwargs)
        place = place_of(request)
        return HttpResponseRedirect(reverse("account_login") + (f"?{urlencode({'next': place})}" if place else ""))

    return for_members
