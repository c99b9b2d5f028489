"""Taking a side on a comment; the same press takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from accounts.throttle import is_within
from comments.getters import public_comment
from comments.models import Comment, Reaction
from comments.pages import may_disagree
from comments.reacting import NotForReaction, react


@require_POST
@login_required
def agree(request: MemberRequest, number: int) -> HttpResponse:
    return _take(request, public_comment(request, number), Reaction.Value.AGREE)


@require_POST
@login_required
def disagree(request: MemberRequest, number: int) -> HttpResponse:
    return _take(request, public_comment(request, number), Reaction.Value.DISAGREE)


def _take(request: MemberRequest, comment: Comment, side: Reaction.Value) -> HttpResponse:
    if not is_within(request, "react"):
        return _refuse(request, comment, _("You have pressed a lot in a short time. Please wait a minute; nothing was changed."), 429)
    try:
        taken = react(comment, request.user, side)
    except NotForReaction:
        return _refuse(request, comment, _("You cannot take a side here: the comment is yours, or the discussion has been closed."), 409)
    if "HX-Request" not in request.headers:
        return redirect(comment)
    around = {"comment": comment, "taken": taken, "is_open": True, "may_disagree": may_disagree(), "is_answer": True}
    return render(request, "comments/includes/sides.html", around)


def _refuse(request: MemberRequest, comment: Comment, why: str, status: int) -> HttpResponse:
    """With script the reason alone, to be said where the reader is; without, above the comment."""
    if "HX-Request" in request.headers:
        return HttpResponse(why, status=status, content_type="text/plain; charset=utf-8")
    messages.error(request, why)
    return redirect(comment)
