"""Many words at once, pasted or from a file."""

from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import User
from comments.desk.access import moderators_only
from comments.desk.screening_forms import WordsForm
from comments.models import ScreenedWord


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def add(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "comments/desk/words.html", {"tab": "screening", "form": WordsForm()})
    form = WordsForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "comments/desk/words.html", {"tab": "screening", "form": form}, status=422)
    kind, note = form.cleaned_data["kind"], form.cleaned_data["note"]
    with transaction.atomic():
        new = ScreenedWord.objects.add_all(form.entries, kind=kind, note=note, by=cast(User, request.user))
    known = len(form.entries) - new
    messages.success(request, ngettext("%(n)d entry was added.", "%(n)d entries were added.", new) % {"n": new})
    if known:
        told = ngettext(
            "%(n)d entry was in the list already, and stays as it is.", "%(n)d entries were in the list already, and stay.", known
        )
        messages.warning(request, told % {"n": known})
    return redirect("screened_words:index")
