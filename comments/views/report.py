"""Reporting a comment to the moderators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import MemberRequest
from accounts.throttle import is_within
from comments.forms import ReportForm
from comments.getters import public_comment
from comments.models import Comment, Report


@require_safe
@login_required
def ask(request: MemberRequest, number: int) -> HttpResponse:
    return _page(request, ReportForm(), public_comment(request, number))


@require_POST
@login_required
def file(request: MemberRequest, number: int) -> HttpResponse:
    comment = public_comment(request, number)
    form = ReportForm(request.POST)
    if comment.author_id == request.user.pk:
        form.add_error(None, _("You cannot report your own comment; you can delete it."))
    if not form.is_valid():
        return _page(request, form, comment, status=422)
    if not is_within(request, "report"):
        form.add_error(None, _("You have reported a lot in a short time. Please try again later."))
        return _page(request, form, comment, status=429)
    Report.file(comment, by=request.user, rule=form.cleaned_data["rule"], words=form.cleaned_data["words"])
    messages.success(request, _("Report received. We will notify you of the outcome."))
    return redirect(comment)


def _page(request: HttpRequest, form: ReportForm, comment: Comment, status: int = 200) -> HttpResponse:
    return render(request, "comments/report.html", {"form": form, "comment": comment, "page": comment.discussion.page}, status=status)
