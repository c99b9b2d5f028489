"""Taking along what is kept of oneself."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import exporting
from accounts.models import Export
from accounts.requests import MemberRequest
from accounts.throttle import is_within


@login_required
@require_POST
def prepare(request: MemberRequest) -> HttpResponse:
    if not is_within(request, "export"):
        messages.error(request, _("You have asked for your data several times today. Please try again tomorrow."))
        return to_panel()
    _export, is_new = exporting.ask(request.user)
    messages.success(
        request,
        _("Your data is being put together. You will be told when it is ready.") if is_new else _("It is being put together already."),
    )
    return to_panel()


@never_cache
@require_safe
@login_required
@reauthentication_required
def download(request: MemberRequest, pk: int) -> FileResponse:
    """One's own, while it is kept; anything else is not there."""
    export = get_object_or_404(Export.objects.of(request.user).ready(), pk=pk)
    try:
        file = export.path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    day = timezone.localtime(export.settled_at).date().isoformat()
    return FileResponse(file, as_attachment=True, filename=f"gongron-{day}.zip", content_type="application/zip")


def to_panel() -> HttpResponse:
    return redirect(f"{reverse('settings')}#data")
