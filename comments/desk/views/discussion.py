"""Closing and opening a discussion, and having what is said there read first, after a page that asks for the reason."""

from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from accounts.models import User
from comments.desk.access import MODERATE, page_to_close, page_to_hold
from comments.desk.forms import ClosingForm, GuardForm
from comments.desk.records import of_discussion
from comments.models import Discussion


@require_safe
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    return _ask(request, page_to_close(cast(User, request.user), page_id), ClosingForm())


@require_POST
def close(request: HttpRequest, page_id: int) -> HttpResponse:
    return _set(request, page_id, is_open=False)


@require_POST
def reopen(request: HttpRequest, page_id: int) -> HttpResponse:
    return _set(request, page_id, is_open=True)


def _set(request: HttpRequest, page_id: int, *, is_open: bool) -> HttpResponse:
    user = cast(User, request.user)
    page = page_to_close(user, page_id)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return _ask(request, page, form, status=422)
    discussion = Discussion.for_writing(page)
    act = discussion.reopen if is_open else discussion.close
    if act(by=user, reason=form.cleaned_data["reason"]):
        said = _("The discussion of ‘%(title)s’ is open.") if is_open else _("The discussion of ‘%(title)s’ is closed.")
        messages.success(request, said % {"title": page.title})
    else:
        said = _("The discussion of ‘%(title)s’ was open already.") if is_open else _("The discussion of ‘%(title)s’ was closed already.")
        messages.warning(request, said % {"title": page.title})
    return redirect("comments_desk:discussion", page.pk)


@require_POST
def hold(request: HttpRequest, page_id: int) -> HttpResponse:
    return _set_held(request, page_id, held=True)


@require_POST
def release(request: HttpRequest, page_id: int) -> HttpResponse:
    return _set_held(request, page_id, held=False)


def _set_held(request: HttpRequest, page_id: int, *, held: bool) -> HttpResponse:
    user = cast(User, request.user)
    page = page_to_hold(user, page_id)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return _ask(request, page, form, status=422)
    discussion = Discussion.for_writing(page)
    act = discussion.hold_comments if held else discussion.release_comments
    if not act(by=user, reason=form.cleaned_data["reason"]):
        messages.warning(request, _("This was so already."))
    elif held:
        messages.success(request, _("From now on every comment here waits for review."))
    else:
        messages.success(request, _("Comments here no longer wait for review. Those that wait already still do."))
    return redirect("comments_desk:discussion", page.pk)


def _ask(request: HttpRequest, page: Page, form: ClosingForm, status: int = 200) -> HttpResponse:
    return lay_out(request, page, status, form=form)


def lay_out(request: HttpRequest, page: Page, status: int = 200, **forms: Form) -> HttpResponse:
    """What is done in the discussion and what can be, with the forms as they came back."""
    discussion = Discussion.on(page)
    context = {"page_object": page, "discussion": discussion, "decisions": of_discussion(discussion.pk), "guard": discussion.guarded_by}
    context |= {"form": ClosingForm(), "guard_form": GuardForm(), "may_hold": request.user.has_perm(MODERATE), **forms}
    return render(request, "comments/desk/discussion.html", context, status=status)
