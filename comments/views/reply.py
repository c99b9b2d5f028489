"""The composer for an answer, on a page of its own; with `?quote=1` it opens with what is answered as a quotation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from comments.composing import new_form
from comments.getters import public_comment
from comments.quoting import quoted
from comments.sanctioning import stopping


@require_safe
@login_required
def reply(request: MemberRequest, number: int) -> HttpResponse:
    parent = public_comment(request, number)
    page = parent.discussion.page
    form = new_form(request, page, parent)
    if "quote" in request.GET and not form.initial["body"]:
        form.initial["body"] = quoted(parent.source)
    return render(
        request,
        "comments/compose.html",
        {"form": form, "page": page, "parent": parent, "discussion": parent.discussion, "stopped": stopping(request.user)},
    )
