"""Deciding on a comment: one small address for each verb."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from comments.desk import undone, verbs
from comments.desk.access import comment_to_decide, moderators_only
from comments.desk.forms import DecisionForm
from comments.desk.hearing import said_by
from comments.desk.queues import QUEUES, Queue
from comments.desk.verbs import Verb
from comments.models import Comment, Decision, Handling
from comments.transitions import AlreadyDecided, OwnComment, last_number

from .queue import lay_out, line_for


@require_POST
@moderators_only
def publish(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, verbs.PUBLISH)


@require_POST
@moderators_only
def reject(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, verbs.REJECT)


@require_POST
@moderators_only
def spam(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, verbs.SPAM)


@require_POST
@moderators_only
def keep(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, verbs.KEEP)


@require_POST
@moderators_only
def take_down(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, verbs.TAKE_DOWN)


@require_POST
@moderators_only
def restore(request: HttpRequest, number: int) -> HttpResponse:
    return _decide(request, number, verbs.RESTORE)


def _decide(request: HttpRequest, number: int, verb: Verb) -> HttpResponse:
    comment = comment_to_decide(cast(User, request.user), number)
    form = DecisionForm(request.POST, grave=verb.grave)
    tab = request.POST.get("tab", "")
    line = line_for(request, tab if tab in QUEUES else "waiting")
    if not form.is_valid():
        return lay_out(request, line, comment, form, status=422)
    if Handling.objects.of_others(cast(User, request.user)).filter(comment=comment).exists():
        form.add_error(None, _("Somebody else has this comment in hand. Take it over if you want to decide on it."))
        return lay_out(request, line, comment, form, status=409)
    if form.cleaned_data["edition"] != comment.edition:
        return _too_late(request, line, number)
    place = line.place(comment)
    words = {key: form.cleaned_data[key] for key in ("rule", "reason", "facts", "seen")}
    try:
        decision = verb.carry_out(comment, by=request.user, **words)
    except OwnComment:
        form.add_error(None, _("This is your own comment. Somebody else has to decide on it."))
        return lay_out(request, line, comment, form, status=403)
    except AlreadyDecided:
        return _too_late(request, line, number)
    undone.remember(request, [decision])
    messages.success(request, _said(decision, comment))
    return _go_on(line, comment, place)


def _too_late(request: HttpRequest, line: Queue, number: int) -> HttpResponse:
    """The comment as it stands now, who decided what, and the moderator's words, to be sent again knowingly or not at all."""
    comment = comment_to_decide(cast(User, request.user), number)
    data = request.POST.copy()
    data["seen"] = str(last_number(comment))
    data["edition"] = comment.edition
    form = DecisionForm(data)
    form.is_valid()
    form.add_error(None, said_by(comment))
    return lay_out(request, line, comment, form, status=409)


def _go_on(line: Queue, comment: Comment, place: int | None) -> HttpResponse:
    following = comment if line.stays else line.next_at(place)
    if following is None:
        return redirect(reverse("comments_desk:queue", args=[line.key]) + line.narrowing.query)
    return redirect(reverse("comments_desk:case", args=[line.key, following.pk]) + line.narrowing.query)


def _said(decision: Decision, comment: Comment) -> str:
    return _("%(what)s: ‘%(name)s’, “%(words)s”") % {
        "what": decision.get_action_display(),
        "name": comment.author.shown_name,
        "words": Truncator(" ".join(comment.source.split())).chars(30),
    }
