"""Taking back one's own comment."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gone import Gone
from accounts.requests import MemberRequest
from comments.getters import own_comment
from comments.models import State
from comments.transitions import AlreadyDecided


@require_safe
@login_required
def confirm(request: MemberRequest, number: int) -> HttpResponse:
    comment = own_comment(request, number)
    if not comment.may_become(State.REMOVED):
        raise Gone(_("This comment is no longer here."))
    return render(request, "comments/removal.html", {"comment": comment, "page": comment.discussion.page})


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:  # back to where it is asked, not here, where looking is no use
        return redirect_to_login(reverse("comments:removal", args=[number]))
    comment = own_comment(request, number)
    try:
        comment.remove(by=request.user)
    except AlreadyDecided as decided:
        if decided.comment.state != State.REMOVED:  # deleting twice is deleting once
            messages.error(request, _("This comment cannot be deleted any more."))
            return redirect(comment)
    messages.success(request, _("Your comment has been deleted."))
    if comment.was_public and comment.discussion.page.live:
        return redirect(comment)  # to its place, which stays
    return redirect(f"{comment.discussion.page.get_url(request)}#talk" if comment.discussion.page.live else "/")
