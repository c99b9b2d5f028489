"""One request with everything that bears on it, and deciding on it."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.credentials import deciding
from accounts.models import Credential, User
from accounts.review.access import credential_to_review, reviewers_only
from accounts.review.case import Case
from accounts.review.forms import ApproveForm, RefuseForm, SeenForm


@never_cache
@require_safe
@reviewers_only
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return lay_out(request, credential_to_review(cast(User, request.user), pk))


@never_cache
@require_POST
@reviewers_only
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    staff = cast(User, request.user)
    credential = credential_to_review(staff, pk)
    form = ApproveForm(request.POST, credential=credential, same_number=bool(deciding.same_number(credential)))
    if not form.is_valid():
        return lay_out(request, credential, approving=form, status=422)
    return _decide(
        request,
        credential,
        form,
        "approving",
        lambda: deciding.grant(credential, by=staff, **form.decision()),
        _("Approved: %(who)s, %(what)s."),
    )


@never_cache
@require_POST
@reviewers_only
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    staff = cast(User, request.user)
    credential, form = credential_to_review(staff, pk), RefuseForm(request.POST)
    if not form.is_valid():
        return lay_out(request, credential, refusing=form, status=422)
    why = {key: form.cleaned_data[key] for key in ("reason", "words")}
    return _decide(
        request, credential, form, "refusing", lambda: deciding.refuse(credential, by=staff, **why), _("Refused: %(who)s, %(what)s.")
    )


@never_cache
@require_POST
@reviewers_only
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    staff = cast(User, request.user)
    credential, form = credential_to_review(staff, pk), SeenForm(request.POST)
    form.is_valid()
    return _decide(
        request, credential, form, "confirming", lambda: deciding.confirm(credential, by=staff), _("It stays: %(who)s, %(what)s.")
    )


IN_THE_WAY: dict[type[Exception], tuple[int, Any]] = {
    deciding.Concerned: (403, gettext_lazy("You are concerned yourself. Please leave this to a colleague.")),
    deciding.NotReady: (409, gettext_lazy("There is nothing yet by which it could have been checked in this way.")),
    deciding.NeedsOverride: (409, gettext_lazy("Another member has claimed the same number in the meantime. Please compare the two.")),
}


def _decide(request: HttpRequest, credential: Credential, form: forms.Form, which: str, act: Callable[[], None], said: str) -> HttpResponse:
    """Carries it out on the version that the reviewer saw; else says what stands in the way, with every word kept."""
    if form.cleaned_data.get("edition") != credential.edition:
        form.add_error(None, _("The member has changed the request in the meantime. Please look at what is there now."))
        form.data = {**form.data.dict(), "edition": str(credential.edition)}  # type: ignore[attr-defined]
        return lay_out(request, credential, status=409, **{which: form})
    try:
        act()
    except tuple(IN_THE_WAY) as error:
        status, words = IN_THE_WAY[type(error)]
        form.add_error(None, words)
        return lay_out(request, credential, status=status, **{which: form})
    except deciding.AlreadyDecided as decided:
        messages.warning(request, said_by(decided.credential))
        return redirect("credential_review:case", credential.pk)
    messages.success(request, said % {"who": credential.user.shown_name, "what": credential.profession.label})
    return redirect("credential_review:queue")


def said_by(credential: Credential) -> str:
    """Who decided what, and when: told to who came second. `credential` has been read anew."""
    newest = credential.events.select_related("actor").last()
    if credential.is_open or newest is None:
        return _("The member has changed the request in the meantime. Nothing was decided; please look at it again.")
    return _("‘%(name)s’ decided at %(time)s: %(what)s. Your decision was not recorded.") % {
        "name": newest.actor.shown_name if newest.actor else _("the clock"),
        "time": date_format(localtime(newest.at), "SHORT_DATETIME_FORMAT"),
        "what": newest.get_became_display() + (f" · {newest.get_reason_display()}" if newest.reason else ""),
    }


def lay_out(
    request: HttpRequest,
    credential: Credential,
    *,
    approving: forms.Form | None = None,
    refusing: forms.Form | None = None,
    confirming: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    case = Case(credential, cast(User, request.user))
    context = {
        "case": case,
        "credential": credential,
        "approving": approving or ApproveForm(credential=credential, same_number=bool(case.warnings.number)),
        "confirming": confirming,
        "refusing": refusing or RefuseForm(initial={"edition": credential.edition}),
    }
    return render(request, "accounts/review/case.html", context, status=status)
