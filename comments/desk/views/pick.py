"""Recommending a comment: a page that asks for the note, and the two verbs."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import User
from comments import picking
from comments.desk.access import comment_to_pick
from comments.desk.forms import PickForm
from comments.models import Comment, Pick
from comments.sanctioning import Stopped
from comments.stopping import error_of
from comments.transitions import OwnComment


@require_safe
def ask(request: HttpRequest, number: int) -> HttpResponse:
    return _ask(request, comment_to_pick(cast(User, request.user), number), PickForm())


@require_POST
def pick(request: HttpRequest, number: int) -> HttpResponse:
    user = cast(User, request.user)
    comment = comment_to_pick(user, number)
    form = PickForm(request.POST)
    if not form.is_valid():
        return _ask(request, comment, form, status=422)
    try:
        is_new = picking.pick(comment, by=user, note=form.cleaned_data["note"])
    except Stopped as stopped:
        form.add_error(None, error_of(stopped.sanction))
        return _ask(request, comment, form, status=403)
    except (OwnComment, picking.NotPublic, picking.TooManyPicks) as refusal:
        form.add_error(None, REFUSALS[type(refusal)]())
        return _ask(request, comment, form, status=409)
    if is_new:
        messages.success(request, _("The comment is recommended. It stands at the top of the discussion."))
    else:
        messages.warning(request, _("This comment was recommended already."))
    return redirect("comments_desk:pick", comment.pk)


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    user = cast(User, request.user)
    comment = comment_to_pick(user, number)
    if picking.take_back(comment, by=user):
        messages.success(request, _("The comment is no longer recommended. It stays in its thread."))
    else:
        messages.warning(request, _("This comment was not recommended."))
    return redirect("comments_desk:pick", comment.pk)


def _too_many() -> str:
    most = settings.COMMENTS_PICKS
    return ngettext(
        "%(n)s comment of this discussion is recommended, and no more may be. Please take one back first.",
        "%(n)s comments of this discussion are recommended, and no more may be. Please take one back first.",
        most,
    ) % {"n": most}


REFUSALS = {
    OwnComment: lambda: _("This is your own comment. Somebody else has to recommend it."),
    picking.NotPublic: lambda: _("Only a public comment of a member can be recommended."),
    picking.TooManyPicks: _too_many,
}


def _ask(request: HttpRequest, comment: Comment, form: PickForm, status: int = 200) -> HttpResponse:
    standing = Pick.objects.standing().filter(comment=comment).select_related("picked_by").first()
    others = Pick.objects.in_discussion(comment.discussion_id).exclude(comment=comment)[:10]
    context = {"comment": comment, "standing": standing, "others": others, "form": form}
    return render(request, "comments/desk/pick.html", context, status=status)
