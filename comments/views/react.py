"""Taking a side on a comment; the same press takes it back."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.gone import Gone
from accounts.requests import MemberRequest
from accounts.throttle import is_within
from comments.campaigns import caps
from comments.campaigns.networks import network_of
from comments.getters import public_comment
from comments.models import Comment, Reaction
from comments.pages import may_disagree
from comments.reacting import NotForReaction, react
from comments.returning import back, members_only

View = Callable[..., HttpResponse]


def in_place(view: View) -> View:
    """With script the answer stands where the button was, so whatever cannot be done is said in plain words, not by a page of its own."""

    @wraps(view)
    def answered_in_place(request: HttpRequest, number: int) -> HttpResponse:
        if "HX-Request" not in request.headers:
            return view(request, number)
        if not request.user.is_authenticated:
            place = urlencode({"next": reverse("comments:show", args=[number])})
            return HttpResponse(headers={"HX-Redirect": f"{reverse('account_login')}?{place}"})
        try:
            return view(request, number)
        except Gone as gone:
            return _in_words(str(gone), 410)
        except Http404:
            return _in_words(_("This comment is no longer here."), 404)

    return answered_in_place


@require_POST
@in_place
@members_only
def agree(request: MemberRequest, number: int) -> HttpResponse:
    return _take(request, public_comment(request, number), Reaction.Value.AGREE)


@require_POST
@in_place
@members_only
def disagree(request: MemberRequest, number: int) -> HttpResponse:
    return _take(request, public_comment(request, number), Reaction.Value.DISAGREE)


def _take(request: MemberRequest, comment: Comment, side: Reaction.Value) -> HttpResponse:
    if not is_within(request, "react"):
        return _refuse(request, comment, _("You have pressed a lot in a short time. Please wait a minute; nothing was changed."), 429)
    try:
        caps.take_vote(request.user, network_of(request))
        taken = react(comment, request.user, side)
    except caps.CapReached as reached:
        return _refuse(request, comment, str(reached), 429)
    except NotForReaction:
        return _refuse(request, comment, _("You cannot take a side here: the comment is yours, or the discussion has been closed."), 409)
    if "HX-Request" not in request.headers:
        return _back(request, comment)
    around = {"comment": comment, "taken": taken, "is_open": True, "may_disagree": may_disagree()}
    return render(request, "comments/includes/sides.html", around)


def _refuse(request: MemberRequest, comment: Comment, why: str, status: int) -> HttpResponse:
    if "HX-Request" in request.headers:
        return _in_words(why, status)
    messages.error(request, why)
    return _back(request, comment)


def _in_words(why: str, status: int) -> HttpResponse:
    return HttpResponse(why, status=status, content_type="text/plain; charset=utf-8")


def _back(request: HttpRequest, comment: Comment) -> HttpResponse:
    """To the comment in the view it was pressed in, be it a lens or an order."""
    return back(request, comment.get_absolute_url(), at=comment.anchor)
