"""Asking for a profession to be checked, changing what was sent, taking it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.credentials import asking
from accounts.credentials.door import AlreadyDecided
from accounts.credentials.getters import own_credential, profession_to_ask_for
from accounts.credentials.methods import methods_of
from accounts.evidence.receiving import receives_files
from accounts.forms.choosing import merged_into
from accounts.forms.claim import FORMS, ClaimForm
from accounts.models import Credential, Profession
from accounts.recently import recently_authenticated
from accounts.requests import MemberRequest
from accounts.throttle import is_within

from .codes import send_code_for


@never_cache
@login_required
@receives_files
@recently_authenticated
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest, slug: str, how: str = "") -> HttpResponse:
    """`how` is the method; the first that the profession accepts where none or another is given."""
    profession = profession_to_ask_for(slug)
    form = form_for(request, profession, how)
    if slug != profession.slug:
        return _merged(request, form, slug, profession)
    if not form.is_valid():
        return lay_out(request, form)
    if not is_within(request, "ask_credential"):
        return lay_out(request, form, _("You have sent a lot in a short time. Please wait an hour."), 429)
    try:
        credential = asking.ask(request.user, profession, form.claim())
    except asking.AlreadyAsked:
        return lay_out(request, form, _("You have an open request for this profession already. You can change it."), 409)
    except asking.TooManyOpen:
        return lay_out(request, form, _("Three of your requests are open. Please wait for a decision, or withdraw one."), 409)
    return _sent(request, credential)


@never_cache
@login_required
@receives_files
@recently_authenticated
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int, how: str = "") -> HttpResponse:
    credential = own_credential(request.user, pk)
    if not credential.is_open:
        return _too_late(request, credential)
    form = form_for(request, credential.profession, how or credential.method, credential)
    if not form.is_valid():
        return lay_out(request, form, credential=credential)
    if not is_within(request, "ask_credential"):
        return lay_out(request, form, _("You have sent a lot in a short time. Please wait an hour."), 429, credential)
    try:
        asking.change(credential, form.claim())
    except AlreadyDecided:
        return _too_late(request, credential)
    return _sent(request, credential)


@login_required
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    credential = own_credential(request.user, pk)
    try:
        asking.withdraw(credential, by=request.user)
    except AlreadyDecided:
        return _too_late(request, credential)
    messages.success(request, _("Your request has been withdrawn, and what you sent has been destroyed."))
    return redirect("credentials")


def form_for(request: MemberRequest, profession: Profession, how: str, credential: Credential | None = None) -> ClaimForm:
    """Raises Http404 for a method that there is not; one that the profession does not accept gives way to its first."""
    if how and how not in FORMS:
        raise Http404
    accepted = methods_of(profession)
    method = how if how in accepted else accepted[0]
    kept: dict[str, Any] = {}
    for piece in credential.evidence.kept() if credential else []:
        kept.setdefault(piece.kind, []).append(piece)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {}
    if credential and method == Credential.Method.VOUCHER:
        initial = dict(zip(("first", "second", "third"), credential.vouchers.values_list("handle", flat=True), strict=False))
    return FORMS[method](*data, user=request.user, profession=profession, kept=kept, initial=initial)


def lay_out(
    request: MemberRequest, form: ClaimForm, error: str = "", status: int = 0, credential: Credential | None = None
) -> HttpResponse:
    if error:
        form.add_error(None, error)
    methods = [(method, Credential.Method(method).label, method == form.method) for method in methods_of(form.profession)]
    context = {"form": form, "profession": form.profession, "methods": methods, "credential": credential}
    return render(request, "accounts/credentials/ask.html", context, status=status or (422 if form.is_bound else 200))


def _merged(request: MemberRequest, form: ClaimForm, slug: str, profession: Profession) -> HttpResponse:
    """The profession was merged while the form was open: nothing is sent, everything typed is there, and it says what it would be now."""
    if request.method != "POST":
        return redirect("credential_ask", profession.slug)
    said = merged_into(Profession.objects.get(slug=slug), profession)
    form.is_valid()
    return lay_out(
        request,
        form,
        _("%(merged)s Nothing has been sent yet; this form now asks for ‘%(new)s’.") % {"merged": said, "new": profession.label},
        409,
    )


def _sent(request: MemberRequest, credential: Credential) -> HttpResponse:
    if credential.method == Credential.Method.EMAIL and credential.ready_at is None:
        send_code_for(request, credential)
    else:
        messages.success(request, _("Your request has been sent."))
    return redirect(credential)


def _too_late(request: MemberRequest, credential: Credential) -> HttpResponse:
    messages.warning(request, _("This request has been decided or withdrawn already. Nothing was changed."))
    return redirect(credential)
