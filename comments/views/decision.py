"""A decision, as the member reads it whom it concerns; and the one form by which it is contested."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import MemberRequest
from accounts.throttle import is_within
from comments.appeal_form import AppealForm
from comments.appealing import NotContestable
from comments.contesting import Barrier, barrier, contestable_until
from comments.getters import own_decision
from comments.models import Action, Appeal, Decision

CORRECTIONS = 10


@never_cache
@require_safe
@login_required
def show(request: MemberRequest, number: int) -> HttpResponse:
    return _page(request, own_decision(request, number), AppealForm())


@never_cache
@require_POST
@login_required
def appeal(request: MemberRequest, number: int) -> HttpResponse:
    decision = own_decision(request, number)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, decision, form, status=422)
    if not is_within(request, "appeal"):
        form.add_error(None, _("You have asked a lot in a short time. Please wait a minute; your text is still here."))
        return _page(request, decision, form, status=429)
    try:
        Appeal.file(decision, by=request.user, words=form.cleaned_data["words"])
    except NotContestable as refusal:
        form.add_error(None, WHY[refusal.why]())
        return _page(request, decision, form, status=409)
    messages.success(request, _("Your appeal has been received. Somebody else than who decided will answer it."))
    return redirect("comments:decision", decision.number)


WHY = {
    Barrier.KIND: lambda: _("This decision cannot be contested."),
    Barrier.OTHERS: lambda: _("This decision concerns somebody else."),
    Barrier.ALREADY: lambda: _("You have contested this decision already. There is one appeal for each decision."),
    Barrier.TAKEN_BACK: lambda: _("This decision has been taken back. There is nothing left to contest."),
    Barrier.LATE: lambda: _("The time in which this decision could be contested is over."),
}


def _page(request: MemberRequest, decision: Decision, form: forms.Form, status: int = 200) -> HttpResponse:
    why = barrier(decision, request.user)
    filed = Appeal.objects.filter(appealed=decision).select_related("decision__text").first()
    context = {
        "decision": decision,
        "appeal": filed,
        "form": form,
        "may_contest": why is None,
        "why_not": WHY[why]() if why and why != Barrier.ALREADY else "",
        "until": contestable_until(decision),
        "corrections": decision.later.filter(action=Action.CORRECT).select_related("text", "rule").order_by("number")[:CORRECTIONS],
        "appeal_hours": settings.COMMENTS_APPEAL_HOURS,
        "answer_to": Appeal.objects.filter(decision=decision).select_related("appealed").first(),
        "sanction": getattr(decision, "sanction", None),
    }
    return render(request, "comments/decision.html", context, status=status)
