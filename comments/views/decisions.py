"""All decisions that concern the member who asks, each with the way to its page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from comments.concerning import decisions_about
from comments.log.asking import number_in


@never_cache
@require_safe
@login_required
def decisions(request: MemberRequest) -> HttpResponse:
    before = number_in(request.GET.get("before", ""))
    return render(request, "comments/decisions.html", {"listing": decisions_about(request.user, before), "before": before})
