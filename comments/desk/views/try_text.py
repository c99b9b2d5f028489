"""A text is tried against the rules; nothing is stored."""

from typing import cast
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from accounts.letters import without_language
from accounts.models import User
from comments.desk.access import moderators_only
from comments.desk.screening_forms import TryForm
from comments.models import Discussion
from comments.models.discussion import holds_discussion
from comments.screening.trying import Trial


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def try_text(request: HttpRequest) -> HttpResponse:
    """By POST because the text is long, and no address of it is to be kept anywhere."""
    form = TryForm(request.POST if request.method == "POST" else None)
    trial = None
    if form.is_valid():
        page = _page(request, form.cleaned_data["column"])
        if form.cleaned_data["column"] and page is None:
            form.add_error("column", _("There is no column at this address."))
        else:
            discussion = Discussion.on(page) if page else None
            by, member = cast(User, request.user), form.cleaned_data["handle"]
            trial = Trial(form.cleaned_data["text"], by=by, member=member, discussion=discussion)
    context = {"tab": "screening", "form": form, "trial": trial}
    return render(request, "comments/desk/try.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, address: str) -> Page | None:
    try:
        path = without_language(unquote(urlsplit(address.strip()).path))
    except ValueError:
        return None
    found = Page.find_for_request(request, path) if path else None
    return found if found is not None and holds_discussion(found) else None
