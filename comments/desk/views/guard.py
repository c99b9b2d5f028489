"""Guarding a discussion by hand, and ending what a rule or somebody else has begun."""

from datetime import timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from comments.campaigns import guarding
from comments.desk.access import page_to_close
from comments.desk.forms import ClosingForm, GuardForm
from comments.desk.views.discussion import lay_out
from comments.models import Discussion, Guard


@require_POST
def begin(request: HttpRequest, page_id: int) -> HttpResponse:
    user = cast(User, request.user)
    page = page_to_close(user, page_id)
    form = GuardForm(request.POST)
    if not form.is_valid():
        return lay_out(request, page, status=422, guard_form=form)
    said = form.cleaned_data
    discussion = Discussion.for_writing(page)
    if discussion.guard and not discussion.guarded_by:
        guarding.end(discussion)  # over, and not recorded yet
    until = timezone.now().replace(microsecond=0) + timedelta(minutes=said["minutes"])
    if guarding.guard(discussion, Guard(said["step"]), until=until, by=user, reason=said["reason"]):
        messages.success(request, _("The discussion of ‘%(title)s’ is guarded.") % {"title": page.title})
    else:
        messages.warning(request, _("The discussion of ‘%(title)s’ was guarded already.") % {"title": page.title})
    return redirect("comments_desk:discussion", page.pk)


@require_POST
def end(request: HttpRequest, page_id: int) -> HttpResponse:
    user = cast(User, request.user)
    page = page_to_close(user, page_id)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return lay_out(request, page, status=422, end_form=form)
    if guarding.end(Discussion.for_writing(page), by=user, reason=form.cleaned_data["reason"]):
        messages.success(request, _("The discussion of ‘%(title)s’ is no longer guarded.") % {"title": page.title})
    else:
        messages.warning(request, _("The discussion of ‘%(title)s’ was not guarded any more.") % {"title": page.title})
    return redirect("comments_desk:discussion", page.pk)
