"""Consents that a member gives and withdraws whenever they like."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Consent
from accounts.requests import MemberRequest
from accounts.views.export import to_panel


@login_required
@require_POST
def give_ai(request: MemberRequest) -> HttpResponse:
    Consent.give(request.user, Consent.Kind.AI)
    messages.success(request, _("From now on your new comments may be used to train AI, without your name."))
    return to_panel()


@login_required
@require_POST
def withdraw_ai(request: MemberRequest) -> HttpResponse:
    Consent.withdraw(request.user, Consent.Kind.AI)
    messages.success(request, _("Your comments are no longer given to train AI."))
    return to_panel()
