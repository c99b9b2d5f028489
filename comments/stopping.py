"""How whoever may not write at present is answered, wherever they tried: until when, why, and how to contest it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from comments.models import Sanction
from comments.sanctioning import Stopped
from comments.telling import address_of


def said_of(sanction: Sanction) -> str:
    """In plain words, for where no link can stand."""
    if sanction.until is None:
        return _("You cannot write here any more, by a decision of the staff.")
    until = date_format(localtime(sanction.until), "DATETIME_FORMAT")
    return _("You cannot write here until %(until)s, by a decision of the staff.") % {"until": until}


def error_of(sanction: Sanction) -> SafeString:
    """For a form that keeps what was typed: with the reason, and the way to contest it."""
    link = format_html('<a href="{}">{}</a>', address_of(sanction.decision), _("Read the decision, and how to contest it"))
    reason = _("Reason: %(reason)s") % {"reason": sanction.decision.reason}
    return format_html("{} {} {} {}", said_of(sanction), _("Nothing was posted; your text is still here to copy."), reason, link)


class StoppedMiddleware:
    """Answers `Stopped` with a page, where the view has no form to give back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Stopped):
            return None
        if "HX-Request" in request.headers:
            return HttpResponse(said_of(exception.sanction), status=403, content_type="text/plain; charset=utf-8")
        return render(request, "comments/stopped.html", {"sanction": exception.sanction}, status=403)
