"""Undoing what was just decided."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from comments.desk import undone
from comments.desk.access import moderators_only
from comments.desk.queues import QUEUES
from comments.models import Decision
from comments.transitions import AlreadyDecided
from comments.undoing import TooLate, undo


@require_POST
@moderators_only
def undo_last(request: HttpRequest) -> HttpResponse:
    """All that was decided by one press; what somebody has changed since stays, and that is said."""
    back: list[Decision] = []
    late = overtaken = 0
    for decision in undone.take(request):
        try:
            back.append(undo(decision, by=cast(User, request.user)))
        except TooLate:
            late += 1
        except AlreadyDecided:
            overtaken += 1
    _tell(request, back, late, overtaken)
    tab = request.POST.get("tab", "")
    if len(back) == 1 and back[0].comment_id:
        return redirect("comments_desk:case", tab if tab in QUEUES else "waiting", back[0].comment_id)
    return redirect("comments_desk:queue", tab if tab in QUEUES else "waiting")


def _tell(request: HttpRequest, back: list[Decision], late: int, overtaken: int) -> None:
    if back:
        messages.success(request, ngettext("%(n)s decision undone.", "%(n)s decisions undone.", len(back)) % {"n": len(back)})
    if overtaken:
        messages.warning(request, _("Something has happened to a comment since. It was left as it stands."))
    if late or not (back or overtaken):
        messages.warning(request, str(TooLate()))
