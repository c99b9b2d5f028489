"""Deciding on several comments at once: each in a transaction of its own, so that one that was overtaken stops none of the others."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from comments.desk import undone
from comments.desk.access import comments_to_decide, moderators_only
from comments.desk.forms import BulkForm
from comments.desk.queues import QUEUES
from comments.desk.verbs import VERBS, Verb, in_bulk
from comments.models import Comment, Decision, Handling, Rule
from comments.transitions import AlreadyDecided, OwnComment

A_PAGE = 25


@dataclass
class Outcome:
    done: list[Decision]
    overtaken: list[Comment]
    own: list[Comment]
    in_hand: list[Comment]


@require_POST
@moderators_only
def bulk(request: HttpRequest, verb: str) -> HttpResponse:
    """What refuses asks for rule and reason first, on a page that names the comments; nothing is decided before."""
    tab = request.POST.get("tab", "")
    if tab not in QUEUES or verb not in {one.key for one in in_bulk(tab)}:
        raise Http404
    chosen = _chosen(request)
    if not chosen:
        messages.warning(request, _("No comment was chosen."))
        return redirect("comments_desk:queue", tab)
    form = BulkForm(request.POST if "reason" in request.POST else None, grave=VERBS[verb].grave)
    if VERBS[verb].grave and not form.is_valid():
        return _ask(request, VERBS[verb], tab, chosen, form)
    words = form.cleaned_data if form.is_bound and form.is_valid() else {}
    outcome = _decide(VERBS[verb], chosen, cast(User, request.user), words)
    undone.remember(request, outcome.done)
    _tell(request, outcome)
    return redirect("comments_desk:queue", tab)


def _chosen(request: HttpRequest) -> list[tuple[Comment, int, str]]:
    """The comments with what the page showed of each: the number of its newest decision, and which text."""
    shown: dict[int, tuple[int, str]] = {}
    for said in request.POST.getlist("chosen")[:A_PAGE]:
        number, _colon, rest = said.partition(":")
        seen, _colon, edition = rest.partition(":")
        if number.isdecimal() and seen.isdecimal() and len(number) < 18 and len(seen) < 18:
            shown[int(number)] = int(seen), edition
    return [(comment, *shown[comment.pk]) for comment in comments_to_decide(cast(User, request.user), list(shown))]


def _decide(verb: Verb, chosen: list[tuple[Comment, int, str]], by: User, words: dict[str, Any]) -> Outcome:
    outcome = Outcome([], [], [], [])
    taken = set(Handling.objects.of_others(by).filter(comment__in=[one.pk for one, *_ in chosen]).values_list("comment_id", flat=True))
    for comment, seen, edition in chosen:
        if comment.pk in taken:
            outcome.in_hand.append(comment)
        elif comment.edition != edition:
            outcome.overtaken.append(comment)
        else:
            _decide_one(verb, comment, outcome, {"by": by, "seen": seen, "reason": "", "facts": "", **words})
    return outcome


def _decide_one(verb: Verb, comment: Comment, outcome: Outcome, words: dict[str, Any]) -> None:
    try:
        outcome.done.append(verb.carry_out(comment, **words))
    except OwnComment:
        outcome.own.append(comment)
    except AlreadyDecided:
        outcome.overtaken.append(comment)


def _ask(request: HttpRequest, verb: Verb, tab: str, chosen: list[tuple[Comment, int, str]], form: BulkForm) -> HttpResponse:
    context = {"verb": verb, "tab": tab, "chosen": chosen, "form": form, "rules": Rule.objects.filter(is_current=True)}
    return render(request, "comments/desk/bulk.html", context, status=422 if form.is_bound else 200)


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    n = len(outcome.done)
    if n:
        what = outcome.done[0].get_action_display()
        messages.success(request, ngettext("%(what)s: %(n)s comment", "%(what)s: %(n)s comments", n) % {"what": what, "n": n})
    for comments, said in (
        (outcome.overtaken, _("Left alone, because somebody was quicker or the text has changed: %(names)s")),
        (outcome.own, _("Left alone, because they are your own: %(names)s")),
        (outcome.in_hand, _("Left alone, because somebody else has them in hand: %(names)s")),
    ):
        if comments:
            messages.warning(request, said % {"names": ", ".join(comment.author.shown_name for comment in comments)})
