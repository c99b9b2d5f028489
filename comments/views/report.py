"""Reporting a comment to the moderators: a member's report. A stranger's takes a letter first (`report_unnamed`)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.throttle import is_within
from comments.campaigns import caps
from comments.campaigns.networks import network_of
from comments.forms import ReportForm, UnnamedReportForm
from comments.getters import public_comment
from comments.models import Comment, Report
from comments.sanctioning import Stopped, must_be_free
from comments.stopping import error_of


@require_safe
def ask(request: HttpRequest, number: int) -> HttpResponse:
    if request.user.is_authenticated:
        must_be_free(request.user)
    return show_form(request, ReportForm() if request.user.is_authenticated else UnnamedReportForm(), public_comment(request, number))


@require_POST
def file(request: HttpRequest, number: int) -> HttpResponse:
    comment = public_comment(request, number)
    if not request.user.is_authenticated:
        return over(request, comment)
    form = ReportForm(request.POST)
    if comment.author_id == request.user.pk:
        form.add_error(None, _("You cannot report your own comment; you can delete it."))
    if not form.is_valid():
        return show_form(request, form, comment, status=422)
    if not is_within(request, "report"):
        form.add_error(None, _("You have reported a lot in a short time. Please try again later."))
        return show_form(request, form, comment, status=429)
    try:
        caps.take_report(request.user, network_of(request))
        Report.file(comment, by=request.user, rule=form.cleaned_data["rule"], words=form.cleaned_data["words"])
    except Stopped as stopped:
        form.add_error(None, error_of(stopped.sanction))
        return show_form(request, form, comment, status=403)
    except caps.CapReached as reached:
        form.add_error(None, str(reached))
        return show_form(request, form, comment, status=429)
    messages.success(request, _("Report received. We will notify you of the outcome."))
    return redirect(comment)


def over(request: HttpRequest, comment: Comment) -> HttpResponse:
    """The session has ended meanwhile: the form comes back as a stranger's, with every word kept."""
    form = UnnamedReportForm(initial={"rule": request.POST.get("rule"), "words": request.POST.get("words")})
    form.has_ended = True
    return show_form(request, form, comment, status=422)


def show_form(request: HttpRequest, form: ReportForm, comment: Comment, status: int = 200) -> HttpResponse:
    return render(request, "comments/report.html", {"form": form, "comment": comment, "page": comment.discussion.page}, status=status)
