"""The composer for an answer, on a page of its own."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.composing import new_form
from comments.getters import public_comment


@require_safe
@login_required
def reply(request: HttpRequest, number: int) -> HttpResponse:
    parent = public_comment(request, number)
    page = parent.discussion.page
    return render(
        request,
        "comments/compose.html",
        {"form": new_form(request, page, parent), "page": page, "parent": parent, "discussion": parent.discussion},
    )
