"""Coming back within some days after leaving."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import departing
from accounts.models import Departure
from accounts.way_back import WayBackStage


@require_http_methods(["GET", "HEAD", "POST"])
@login_stage_required(stage=WayBackStage.key, redirect_urlname="account_login")
def way_back(request: HttpRequest) -> HttpResponse:
    """Between the password and being logged in: offers to come back, and nothing else."""
    stage: Any = request._login_stage  # type: ignore[attr-defined]
    departure = Departure.objects.of(stage.login.user).first()
    if departure is None or not departure.is_revocable:
        stage.abort()
        return redirect("account_gone")
    if request.method != "POST":
        return render(request, "accounts/way_back.html", {"departure": departure})
    try:
        departing.come_back(stage.login.user)
    except departing.TooLate:
        stage.abort()
        return redirect("account_gone")
    messages.success(request, _("You are back. Everything is as it was."))
    return stage.exit()


@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/gone.html")
