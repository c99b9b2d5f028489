"""The author's side of a case: what was decided, until when, and the objection. Nothing of who asked is here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import MemberRequest
from comments.claim_forms import ObjectionForm
from comments.claims import objecting
from comments.models import Claim, Outcome


@require_safe
@login_required
def show(request: MemberRequest, number: int) -> HttpResponse:
    return _show(request, own_case(request.user, number), ObjectionForm())


@require_POST
def object_to(request: HttpRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("comments:claim_case", args=[number]))
    claim = own_case(request.user, number)
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _show(request, claim, form, status=422)
    if objecting.object_to(claim, by=request.user, text=form.cleaned_data["objection"]):
        messages.success(request, _("Your objection has been received. The staff will decide on it and tell you."))
        return redirect("comments:claim_case", claim.pk)
    form.add_error(None, _("This case takes no objection any more. What you wrote is still here."))
    return _show(request, claim, form, status=409)


def own_case(member: User, number: int) -> Claim:
    """A case about the member's own words that was decided on. Raises Http404."""
    claim = get_object_or_404(Claim.objects.filed().shown_with().select_related("decision__text"), id=number)
    if claim.outcome == Outcome.OPEN or member.pk not in [one.pk for one in claim.answering()]:
        raise Http404
    return claim


def _show(request: HttpRequest, claim: Claim, form: ObjectionForm, status: int = 200) -> HttpResponse:
    return render(request, "comments/claims/case.html", {"claim": claim, "form": form, "comment": claim.comment}, status=status)
