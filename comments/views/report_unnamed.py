"""Reporting a comment without an account: a form, a letter with a link, and the page where the link leads."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.throttle import is_within
from comments import strangers
from comments.campaigns import caps
from comments.campaigns.networks import network_of
from comments.forms import UnnamedReportForm
from comments.getters import public_comment
from comments.models import Report, Rule
from comments.sanctioning import must_be_free
from comments.strangers import Complaint, Unusable
from comments.views.report import file as file_as_member
from comments.views.report import show_form

logger = logging.getLogger(__name__)


@require_POST
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Mails the link. Nothing is stored, and the answer is the same whoever has the address."""
    if request.user.is_authenticated:  # who has logged in meanwhile needs no letter
        return file_as_member(request, number)
    comment = public_comment(request, number)
    form = UnnamedReportForm(request.POST)
    if not form.is_valid():
        return show_form(request, form, comment, status=422)
    said = form.cleaned_data
    if not is_within(request, "report_as_stranger", key=said["email"]):
        form.add_error(None, _("Too many letters have been asked for in a short time. Please try again in an hour."))
        return show_form(request, form, comment, status=429)
    try:
        caps.take_report(None, network_of(request))
        strangers.send_link(Complaint(comment.pk, said["rule"].pk, said["words"], said["email"], get_language() or ""), comment)
    except caps.CapReached as reached:
        form.add_error(None, str(reached))
        return show_form(request, form, comment, status=429)
    except OSError:  # that of smtplib, too
        logger.exception("the link to confirm a report could not be mailed")
        form.add_error(None, _("The mail could not be sent. Please wait a moment and ask for it again."))
        return show_form(request, form, comment, status=503)
    return render(request, "comments/report_sent.html", {"email": said["email"], "comment": comment})


@never_cache
@require_safe
def confirm(request: HttpRequest, signed: str) -> HttpResponse:
    """Shows what would be reported. Programs that look into mail follow its links, so looking files nothing."""
    try:
        complaint = strangers.read(signed)
    except Unusable as unusable:
        return _start_anew(request, unusable)
    comment = public_comment(request, complaint.comment)
    rule = Rule.objects.filter(pk=complaint.rule).first()
    return render(
        request,
        "comments/report_confirm.html",
        {"complaint": complaint, "comment": comment, "rule": rule, "signed": signed, "kept_days": Report.ADDRESS_KEPT_DAYS},
    )


@never_cache
@require_POST
def file(request: HttpRequest, signed: str) -> HttpResponse:
    if request.user.is_authenticated:
        must_be_free(request.user)
    try:
        complaint = strangers.read(signed)
        comment = public_comment(request, complaint.comment)
        strangers.file(signed, complaint, comment)
    except Unusable as unusable:
        return _start_anew(request, unusable)
    return render(request, "comments/report_received.html", {"comment": comment})


def _start_anew(request: HttpRequest, unusable: Unusable) -> HttpResponse:
    return render(request, "comments/report_unusable.html", {"number": unusable.number}, status=410 if unusable.number else 404)
