"""Taking back one's own comment."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import MemberRequest
from comments.getters import own_comment
from comments.models import State
from comments.transitions import AlreadyDecided


@require_safe
@login_required
def confirm(request: MemberRequest, number: int) -> HttpResponse:
    comment = own_comment(request, number)
    return render(request, "comments/removal.html", {"comment": comment, "page": comment.discussion.page})


@require_POST
@login_required
def remove(request: MemberRequest, number: int) -> HttpResponse:
    comment = own_comment(request, number)
    try:
        comment.remove(by=request.user)
    except AlreadyDecided as decided:
        if decided.comment.state != State.REMOVED:  # deleting twice is deleting once
            messages.error(request, _("This comment cannot be deleted any more."))
            return redirect(comment)
    messages.success(request, _("Your comment has been deleted."))
    return redirect(f"{comment.discussion.page.get_url(request)}#talk")
