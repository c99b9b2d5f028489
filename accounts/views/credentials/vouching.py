"""Saying a word for a colleague: a page of its own that says what it means."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.credentials import vouching
from accounts.credentials.door import AlreadyDecided
from accounts.credentials.getters import voucher_to_answer
from accounts.forms.answers import VouchForm
from accounts.models import Voucher
from accounts.requests import MemberRequest


@never_cache
@login_required
@require_safe
def vouch(request: MemberRequest, pk: int) -> HttpResponse:
    return _show(request, voucher_to_answer(request.user, pk), VouchForm())


@never_cache
@login_required
@require_POST
def give(request: MemberRequest, pk: int) -> HttpResponse:
    voucher, form = voucher_to_answer(request.user, pk), VouchForm(request.POST)
    if not form.is_valid():
        return _show(request, voucher, form, 422)
    try:
        vouching.give(voucher, words=form.cleaned_data["words"].strip())
    except vouching.MayNotVouch:
        form.add_error(None, _("You have vouched for as many people as one member may in a year. Nothing has been recorded."))
        return _show(request, voucher, form, 409)
    except AlreadyDecided:
        return _closed(request, voucher)
    messages.success(request, _("Thank you. Your word has been recorded, and the staff will look at it."))
    return redirect("vouch", voucher.pk)


@login_required
@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    voucher = voucher_to_answer(request.user, pk)
    try:
        vouching.decline(voucher)
    except AlreadyDecided:
        return _closed(request, voucher)
    messages.success(request, _("You have declined. Whoever asked is not told."))
    return redirect("vouch", voucher.pk)


def _show(request: MemberRequest, voucher: Voucher, form: VouchForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/credentials/vouch.html", {"voucher": voucher, "form": form}, status=status)


def _closed(request: MemberRequest, voucher: Voucher) -> HttpResponse:
    messages.warning(request, _("This has been answered or closed already. Nothing was changed."))
    return redirect("vouch", voucher.pk)
