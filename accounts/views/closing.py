"""Leaving."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import departing
from accounts.forms import CloseForm
from accounts.requests import MemberRequest


@never_cache
@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: MemberRequest) -> HttpResponse:
    """Asks for the password first, unless it was given a moment ago, and then whether one is sure."""
    if request.method != "POST":
        return _ask(request, CloseForm(initial={"comments": request.GET.get("comments", "")}))
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    try:
        departing.leave(request.user, form.cleaned_data["comments"])
    except departing.LastAdministrator:
        return _ask(request, form)
    logout(request)
    return redirect("account_closed")


def _ask(request: MemberRequest, form: CloseForm) -> HttpResponse:
    context = {"form": form, "is_last": departing.is_last_administrator(request.user), **days()}
    return render(request, "accounts/close.html", context, status=422 if form.is_bound else 200)


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/closed.html", days())


def days() -> dict[str, Any]:
    return {"days": settings.LEAVING_DAYS}
