"""Muting somebody, and the list of whom one has muted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import MemberRequest
from comments import muting
from comments.returning import back, members_only

ON_A_PAGE = 50


@never_cache
@login_required
@require_safe
def muted(request: MemberRequest) -> HttpResponse:
    page = Paginator(muting.mutes_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "comments/muted.html", {"page": page})


@require_POST
@members_only
def mute(request: MemberRequest, handle: str) -> HttpResponse:
    other = _somebody(handle)
    try:
        muting.mute(request.user, other)
    except muting.Oneself:
        messages.error(request, _("You cannot fold your own comments."))
    except muting.TooManyMutes:
        most = muting.MOST
        messages.error(
            request,
            _("You can fold the comments of up to %(most)s people. Please unfold somebody first; nothing was changed.") % {"most": most},
        )
    else:
        said = _("You will see the comments of ‘%(name)s’ folded. Nobody is told.")
        messages.success(request, said % {"name": other.shown_name})
    return back(request, reverse("comments:muted"))


@require_POST
@members_only
def unmute(request: MemberRequest, handle: str) -> HttpResponse:
    other = _somebody(handle)
    muting.unmute(request.user, other)
    messages.success(request, _("You see the comments of ‘%(name)s’ like everybody’s again.") % {"name": other.shown_name})
    return back(request, reverse("comments:muted"))


def _somebody(handle: str) -> User:
    """By the handle as it stands now; also somebody who has left, so that they can be taken off the list."""
    member = User.objects.filter(handle=handle).first()
    if member is None:
        raise Http404
    return member
