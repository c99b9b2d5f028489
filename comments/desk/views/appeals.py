"""Appeals at the desk: the list, one of them, and the two answers, each a small address."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import User
from comments.appealing import AlreadyAnswered, NotYourAppeal
from comments.desk.access import appeal_to_answer, moderators_only
from comments.desk.appeals import AppealHearing, listing, lying, said_of_answer
from comments.desk.judging_forms import AnswerForm
from comments.models import Appeal


@require_safe
@moderators_only
def appeals(request: HttpRequest) -> HttpResponse:
    """The list; the appeal that is due first is laid out beside it where there is room."""
    user = cast(User, request.user)
    first = lying(user).first()
    return lay_out(request, appeal_to_answer(user, first.pk) if first else None, AnswerForm(), opened=False)


@require_safe
@moderators_only
def appeal(request: HttpRequest, number: int) -> HttpResponse:
    return lay_out(request, appeal_to_answer(cast(User, request.user), number), AnswerForm())


@require_POST
@moderators_only
def uphold(request: HttpRequest, number: int) -> HttpResponse:
    return _answer(request, number, "uphold")


@require_POST
@moderators_only
def reverse(request: HttpRequest, number: int) -> HttpResponse:
    return _answer(request, number, "reverse")


def _answer(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    user = cast(User, request.user)
    found = appeal_to_answer(user, number)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return lay_out(request, found, form, status=422)
    try:
        getattr(found, verb)(by=user, **form.cleaned_data)
    except NotYourAppeal:
        form.add_error(None, AppealHearing(found, user).why_not)
        return lay_out(request, found, form, status=403)
    except AlreadyAnswered:
        found = appeal_to_answer(user, number)
        form.add_error(None, said_of_answer(found))
        return lay_out(request, found, form, status=409)
    said = _("The appeal of ‘%(name)s’ has been answered: %(what)s.")
    messages.success(request, said % {"name": found.member.shown_name, "what": found.get_outcome_display()})
    return redirect("comments_desk:appeals")


def lay_out(request: HttpRequest, found: Appeal | None, form: AnswerForm, *, opened: bool = True, status: int = 200) -> HttpResponse:
    """`opened`: the moderator asked for this appeal; on a narrow screen it then stands alone, and the list otherwise."""
    user = cast(User, request.user)
    page, rows = listing(user, request.GET.get("page"))
    around = AppealHearing(found, user) if found else None
    context = {
        "tab": "appeals",
        "page": page,
        "rows": rows,
        "appeal": found,
        "around": around,
        "hearing": around.comment_hearing if around else None,
        "comment": found.appealed.comment if found else None,
        "past": around.past if around else None,
        "form": form,
        "opened": opened,
    }
    return render(request, "comments/desk/appeals.html", context, status=status)
