"""Where one is logged in, and logging out there."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import MemberSession
from accounts.requests import MemberRequest


@login_required
@require_POST
def end(request: MemberRequest, label: str) -> HttpResponse:
    """Ends one of the member's own sessions. One that has ended meanwhile, or is somebody else's, is not among them."""
    for session in MemberSession.objects.open_of(request.user.pk):
        if session.label == label and session.session_key != request.session.session_key:
            session.delete()
            messages.success(request, _("That device has been logged out."))
    return redirect(f"{reverse('settings')}#sessions")


@login_required
@require_POST
def end_others(request: MemberRequest) -> HttpResponse:
    MemberSession.objects.end_others_of(request.user.pk, request.session.session_key)
    messages.success(request, _("You have been logged out on all other devices."))
    return redirect(f"{reverse('settings')}#sessions")


@login_required
@require_POST
def end_all(request: MemberRequest) -> HttpResponse:
    MemberSession.objects.end_all_of(request.user.pk)
    logout(request)
    return redirect("account_login")
