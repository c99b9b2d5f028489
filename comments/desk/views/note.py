"""Notes on members, for moderators among themselves."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from comments.desk.access import comment_of_another, comment_to_decide, moderators_only
from comments.desk.forms import NoteForm
from comments.desk.queues import QUEUES
from comments.models import MemberNote


@require_POST
@moderators_only
def add(request: HttpRequest, number: int) -> HttpResponse:
    """On the author of a comment that lies on the desk, never on oneself."""
    comment = comment_of_another(cast(User, request.user), number)
    form = NoteForm(request.POST)
    if form.is_valid():
        MemberNote.objects.create(member=comment.author, author=cast(User, request.user), words=form.cleaned_data["words"])
    else:
        messages.error(request, " ".join(map(str, form.errors["words"])))
    return _back(request, number)


@require_POST
@moderators_only
def remove(request: HttpRequest, number: int, note: int) -> HttpResponse:
    """One's own."""
    comment = comment_to_decide(cast(User, request.user), number)
    get_object_or_404(MemberNote, pk=note, author=cast(User, request.user), member=comment.author_id).delete()
    messages.success(request, _("The note has been deleted."))
    return _back(request, number)


def _back(request: HttpRequest, number: int) -> HttpResponse:
    tab = request.POST.get("tab", "")
    return redirect("comments_desk:case", tab if tab in QUEUES else "waiting", number)
