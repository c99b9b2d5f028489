"""The code that proves a work address."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.credentials import addressing
from accounts.credentials.getters import own_credential
from accounts.credentials.showing import Shown
from accounts.forms.answers import CodeForm
from accounts.models import Credential, Evidence
from accounts.requests import MemberRequest
from accounts.throttle import is_within

logger = logging.getLogger(__name__)


@never_cache
@login_required
@require_POST
def enter(request: MemberRequest, pk: int) -> HttpResponse:
    credential = own_credential(request.user, pk)
    evidence, form = addressing.address_of(credential), CodeForm(request.POST)
    if evidence is None or evidence.verified_at or not credential.is_open:
        return redirect(credential)
    if form.is_valid() and _enter(evidence, form):
        messages.success(request, _("Your work address has been confirmed. The staff will look at your request."))
        return redirect(credential)
    return render(request, "accounts/credentials/detail.html", {"shown": Shown(credential, form)}, status=422)


def _enter(evidence: Evidence, form: CodeForm) -> bool:
    try:
        addressing.enter_code(evidence, form.cleaned_data["code"])
    except addressing.WrongCode:
        form.add_error("code", _("The code is not right, or does not hold any more. Look at the newest mail, or have a new code sent."))
    except addressing.UsedAddress:
        form.add_error("code", _("This address has already been used to verify another member. Please choose another method."))
    else:
        return True
    return False


@login_required
@require_POST
def send(request: MemberRequest, pk: int) -> HttpResponse:
    credential = own_credential(request.user, pk)
    send_code_for(request, credential)
    return redirect(credential)


def send_code_for(request: MemberRequest, credential: Credential) -> None:
    """Mails a code to the address of an open request, and says what came of it."""
    evidence = addressing.address_of(credential)
    if evidence is None or evidence.verified_at or not credential.is_open:
        return
    if not (is_within(request, "address_code") and is_within(request, "address_code_to", key=evidence.digest)):
        messages.warning(request, _("Several codes have been sent already. Please wait an hour before you ask for another."))
        return
    try:
        addressing.send_code(evidence)
    except OSError:  # that of smtplib, too
        logger.exception("a code could not be mailed")
        messages.error(request, _("The mail could not be sent. Please wait a moment and ask for it again."))
    else:
        messages.success(request, _("We have sent a code to your work address. It holds for 15 minutes."))
