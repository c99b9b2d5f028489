"""Following professions, columnists and topics, and the list of all that one follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.mail_choices import begin_letters
from accounts.models.following import TooMuchFollowed
from accounts.requests import MemberRequest
from comments.returning import back, members_only
from portal.following.kinds import kind_called
from portal.following.listing import followed_by


@never_cache
@login_required
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    page, followed = followed_by(request, request.GET.get("page"))
    return render(request, "portal/following.html", {"page": page, "followed": followed})


@require_POST
@members_only
def follow(request: MemberRequest, kind: str, name: str) -> HttpResponse:
    of_kind = kind_called(kind)
    what = of_kind.find(name)
    try:
        of_kind.rows.follow(request.user, what)
    except TooMuchFollowed:
        most = of_kind.rows.MOST
        messages.error(request, _("You can follow up to %(most)s of a kind. Please stop following one first.") % {"most": most})
    else:
        begin_letters(request.user)
        messages.success(
            request, _("You will be told of new columns in your inbox, and by the letter of the week. The settings have other ways.")
        )
    return back(request, what.get_absolute_url())


@require_POST
@members_only
def unfollow(request: MemberRequest, kind: str, name: str) -> HttpResponse:
    of_kind = kind_called(kind)
    what = of_kind.find(name)
    of_kind.rows.unfollow(request.user, what)
    messages.success(request, _("You will no longer be told of new columns there."))
    return back(request, what.get_absolute_url())
