"""Closing one's account."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import CloseForm
from accounts.models import User
from accounts.requests import MemberRequest


@never_cache
@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: MemberRequest) -> HttpResponse:
    """Asks for the password first, unless it was given a moment ago."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    is_last = request.user.is_superuser and not User.objects.active_superusers().exclude(pk=request.user.pk).exists()
    if not is_last and form.is_valid():
        request.user.close()
        logout(request)
        return redirect("account_closed")
    return render(request, "accounts/close.html", {"form": form, "is_last": is_last}, status=422 if form.is_bound else 200)


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/closed.html")
