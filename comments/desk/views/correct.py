"""Correcting an entry of the ledger, after a page that shows it with what was added to it before."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import User
from comments import correcting
from comments.desk.access import entry_to_correct
from comments.desk.forms import CorrectionForm
from comments.models import Decision

MOST_SHOWN = 20


@require_safe
def ask(request: HttpRequest, number: int) -> HttpResponse:
    entry = entry_to_correct(cast(User, request.user), number)
    return _ask(request, entry, CorrectionForm(initial={"seen": correcting.newest_on(entry)}))


@require_POST
def correct(request: HttpRequest, number: int) -> HttpResponse:
    user = cast(User, request.user)
    entry = entry_to_correct(user, number)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _ask(request, entry, form, status=422)
    said = form.cleaned_data
    try:
        made = correcting.correct(entry, by=user, words=said["words"], rule=said["rule"], seen=said["seen"])
    except correcting.CorrectedMeanwhile:
        form.data = {**request.POST.dict(), "seen": correcting.newest_on(entry)}
        form.add_error(
            None, _("Something has been added to this entry meanwhile. Please read it, and send yours again if it is still needed.")
        )
        return _ask(request, entry, form, status=409)
    messages.success(request, _("Entry No. %(number)s has been corrected, by No. %(made)s.") % {"number": number, "made": made.number})
    return redirect("comments_desk:entry", number)


def _ask(request: HttpRequest, entry: Decision, form: CorrectionForm, status: int = 200) -> HttpResponse:
    later = entry.later.select_related("rule", "text", "actor").order_by("-number")[:MOST_SHOWN]
    context = {"entry": entry, "later": later, "form": form, "tab": "ledger"}
    return render(request, "comments/desk/entry.html", context, status=status)
