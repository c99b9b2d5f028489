"""Deciding on a claim: one small address for each verb."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from comments.claims import deciding, ending
from comments.claims.deciding import ClaimDecided, TooLong
from comments.desk import claims
from comments.desk.access import moderators_only
from comments.desk.claim_forms import ClaimDecisionForm
from comments.desk.claims import Verb, claim_to_decide, said_by
from comments.transitions import AlreadyDecided

from .claim import lay_out


@require_POST
@moderators_only
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, claims.REFUSE, deciding.refuse)


@require_POST
@moderators_only
def blind(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, claims.BLIND, deciding.blind)


@require_POST
@moderators_only
def erase(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, claims.ERASE, deciding.erase)


@require_POST
@moderators_only
def order(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, claims.ORDER, deciding.follow_order)


@require_POST
@moderators_only
def stay(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, claims.STAY, deciding.stay)


@require_POST
@moderators_only
def lift(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, claims.LIFT, ending.lift)


@require_POST
@moderators_only
def concede(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, claims.CONCEDE, ending.concede)


def _decide(request: HttpRequest, number: int, verb: Verb, act: Callable[..., Any]) -> HttpResponse:
    user = cast(User, request.user)
    claim = claim_to_decide(user, number)
    form = ClaimDecisionForm(request.POST, needs=verb.needs)
    if not form.is_valid():
        return lay_out(request, claim, form, status=422)
    try:
        act(claim, by=user, **form.words())
    except TooLong:
        form.add_error(None, _("It cannot be hidden for so long."))
        return lay_out(request, claim, form, status=422)
    except (ClaimDecided, AlreadyDecided):
        return _too_late(request, number)
    messages.success(request, _("Decided: %(what)s. Both sides have been told.") % {"what": verb.label})
    return redirect("comments_desk:claim", number)


def _too_late(request: HttpRequest, number: int) -> HttpResponse:
    """The case as it stands now, who decided what, and the moderator's words, to be sent again knowingly or not at all."""
    claim = claim_to_decide(cast(User, request.user), number)
    data = request.POST.copy()
    data["seen"] = str(claim.version)
    form = ClaimDecisionForm(data)
    form.is_valid()
    form.add_error(None, said_by(claim))
    return lay_out(request, claim, form, status=409)
