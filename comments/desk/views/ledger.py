"""The ledger, to read: every decision, the newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.desk.access import moderators_only
from comments.desk.records import entries
from comments.models import Action


@require_safe
@moderators_only
def ledger(request: HttpRequest) -> HttpResponse:
    action, before = request.GET.get("action", ""), request.GET.get("before", "")
    rows, following = entries(action=action, before=before)
    context = {"rows": rows, "following": following, "action": action, "actions": Action.choices, "later": before, "tab": "ledger"}
    return render(request, "comments/desk/ledger.html", context)
