"""Asking that something be hidden: a form for anybody, with or without an account, and the letter that follows."""

import logging
from urllib.parse import unquote

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from accounts.letters import full_url, without_language
from accounts.text import row_number
from accounts.throttle import is_within
from comments.claim_forms import ClaimForm
from comments.claims import filing
from comments.claims.addresses import subject
from comments.models import Claim, Comment

logger = logging.getLogger(__name__)


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """With the address filled in where a link to this page names a comment or a page."""
    return _show(request, ClaimForm(request=request, initial={"address": _address(request)}))


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Keeps the claim for a day, until the address is confirmed. A program that fills in every field is answered as anybody."""
    form = ClaimForm(request.POST, request=request)
    if not form.is_valid() or form.about is None:
        return _show(request, form, status=422)
    email = form.cleaned_data["email"]
    if not is_within(request, "claim", key=email):
        form.add_error(None, _("Too many letters have been asked for in a short time. Please try again in an hour."))
        return _show(request, form, status=429)
    if not form.is_of_program:
        try:
            _keep(form.about, form)
        except OSError:  # that of smtplib, too
            logger.exception("the link to confirm a claim could not be mailed")
            form.add_error(None, _("The mail could not be sent. Please wait a moment and ask for it again."))
            return _show(request, form, status=503)
    return render(request, "comments/claims/sent.html", {"email": email})


@transaction.atomic
def _keep(about: Comment | Page, form: ClaimForm) -> None:
    """Nothing is kept where the letter could not go out."""
    claim = Claim.objects.create(**subject(about), **form.said(), language=get_language() or "")
    filing.send_link(claim)


def _address(request: HttpRequest) -> str:
    number, page = row_number(request.GET.get("comment", "")), row_number(request.GET.get("page", ""))
    if number:
        return full_url(without_language(Comment(pk=number).get_absolute_url()))
    found = Page.objects.live().filter(pk=page).first() if page else None
    return full_url(without_language(unquote(found.get_url(request) or "/"))) if found else ""


def _show(request: HttpRequest, form: ClaimForm, status: int = 200) -> HttpResponse:
    return render(request, "comments/claims/ask.html", {"form": form}, status=status)
