"""What is held whatever it says: everything, columns, members; and the ways to the words and to trying a text."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import User
from comments.desk.access import moderators_only
from comments.desk.screening_forms import MemberForm
from comments.models import Discussion, HeldMember, ScreenedWord, Screening
from comments.models.held_member import OneselfHeld

A_PAGE = 25
COLUMNS = 100


@require_safe
@moderators_only
def show(request: HttpRequest) -> HttpResponse:
    return _show(request, MemberForm())


@require_POST
@moderators_only
def hold_everything(request: HttpRequest) -> HttpResponse:
    if Screening.hold_everything(True, by=cast(User, request.user)):
        messages.success(request, _("From now on every comment waits for review."))
    return redirect("comments_desk:screening")


@require_POST
@moderators_only
def release_everything(request: HttpRequest) -> HttpResponse:
    if Screening.hold_everything(False, by=cast(User, request.user)):
        messages.success(request, _("Comments no longer wait for review. Those that wait already still do."))
    return redirect("comments_desk:screening")


@require_POST
@moderators_only
def hold_member(request: HttpRequest) -> HttpResponse:
    return _set_member(request, held=True)


@require_POST
@moderators_only
def release_member(request: HttpRequest) -> HttpResponse:
    return _set_member(request, held=False)


def _set_member(request: HttpRequest, *, held: bool) -> HttpResponse:
    form = MemberForm(request.POST, with_reason=held)
    if not form.is_valid():
        return _show(request, form, status=422)
    member, reason = form.cleaned_data["handle"], form.cleaned_data["reason"]
    act = HeldMember.hold if held else HeldMember.release
    try:
        changed = act(member, by=cast(User, request.user), reason=reason)
    except OneselfHeld:
        form.add_error("handle", _("Nobody decides on themselves. Please ask a colleague."))
        return _show(request, form, status=403)
    if not changed:
        messages.warning(request, _("This was so already."))
    elif held:
        messages.success(request, _("Comments of ‘%(name)s’ are reviewed first from now on.") % {"name": member.shown_name})
    else:
        messages.success(request, _("Comments of ‘%(name)s’ are no longer reviewed first.") % {"name": member.shown_name})
    return redirect("comments_desk:screening")


def _show(request: HttpRequest, form: MemberForm, status: int = 200) -> HttpResponse:
    held = HeldMember.objects.select_related("member", "by")
    context = {
        "tab": "screening",
        "form": form,
        "everything": Screening.objects.holding_everything().exists(),
        "discussions": Discussion.objects.filter(held_by_moderators=True).select_related("page").order_by("-pk")[:COLUMNS],
        "members": Paginator(held, A_PAGE).get_page(request.GET.get("page")),
        "words": ScreenedWord.objects.count(),
    }
    return render(request, "comments/desk/screening.html", context, status=status)
