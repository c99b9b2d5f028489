"""A member at the desk: what was decided about them, and the verbs of sanctions, each a small address."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import User
from comments.desk.access import member_to_judge, moderators_only, sanction_to_lift
from comments.desk.judging_forms import LiftForm, SanctionForm
from comments.desk.sanctions import MemberHearing, said_of_newest
from comments.models import Sanction
from comments.sanctioning import AlreadyOver, AlreadySanctioned, MayNotSanction, newest_number

Kind = Sanction.Kind


@require_safe
@moderators_only
def member(request: HttpRequest, number: int) -> HttpResponse:
    found = member_to_judge(cast(User, request.user), number)
    initial = {"seen": newest_number(found), "days": request.GET.get("days")}
    return lay_out(request, found, SanctionForm(initial=initial))


@require_POST
@moderators_only
def warn(request: HttpRequest, number: int) -> HttpResponse:
    return _impose(request, number, Kind.WARNING)


@require_POST
@moderators_only
def suspend(request: HttpRequest, number: int) -> HttpResponse:
    return _impose(request, number, Kind.SUSPENSION)


@require_POST
@moderators_only
def ban(request: HttpRequest, number: int) -> HttpResponse:
    return _impose(request, number, Kind.BAN)


@require_POST
@moderators_only
def lift(request: HttpRequest, number: int) -> HttpResponse:
    user = cast(User, request.user)
    sanction = sanction_to_lift(user, number)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return lay_out(request, sanction.member, _new_form(sanction.member), form, lifting=sanction.pk, status=422)
    try:
        sanction.lift(by=user, reason=form.cleaned_data["reason"])
    except MayNotSanction:
        form.add_error(None, _("This concerns yourself. Somebody else has to decide on it."))
        return lay_out(request, sanction.member, _new_form(sanction.member), form, lifting=sanction.pk, status=403)
    except AlreadyOver:
        messages.warning(request, _("This sanction was over already."))
    else:
        messages.success(request, _("‘%(name)s’ can write again, and is told so.") % {"name": sanction.member.shown_name})
    return redirect("comments_desk:member", sanction.member_id)


def _impose(request: HttpRequest, number: int, kind: Kind) -> HttpResponse:
    user = cast(User, request.user)
    found = member_to_judge(user, number)
    form = SanctionForm(request.POST, for_days=kind == Kind.SUSPENSION)
    if not form.is_valid():
        return lay_out(request, found, form, status=422)
    try:
        sanction = Sanction.impose(kind, found, by=user, **form.cleaned_data)
    except MayNotSanction:
        form.add_error(None, MemberHearing(found, user).why_not)
        return lay_out(request, found, form, status=403)
    except AlreadySanctioned as quicker:
        data = request.POST.copy()
        data["seen"] = str(quicker.newest.pk)
        form = SanctionForm(data)
        form.is_valid()
        form.add_error(None, said_of_newest(quicker.newest))
        return lay_out(request, found, form, status=409)
    said = _("%(what)s: ‘%(name)s’ is told why, and how to contest it.")
    messages.success(request, said % {"what": sanction.get_kind_display(), "name": found.shown_name})
    return redirect("comments_desk:member", found.pk)


def _new_form(member: User) -> SanctionForm:
    return SanctionForm(initial={"seen": newest_number(member)})


def lay_out(
    request: HttpRequest, found: User, form: SanctionForm, lift_form: LiftForm | None = None, *, lifting: int = 0, status: int = 200
) -> HttpResponse:
    around = MemberHearing(found, cast(User, request.user))
    context = {
        "tab": "",
        "member": found,
        "around": around,
        "past": around.past,
        "form": form,
        "lift_form": lift_form or LiftForm(),
        "lifting": lifting,
    }
    return render(request, "comments/desk/member.html", context, status=status)
