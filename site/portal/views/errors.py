"""Pages for when something went wrong, in the site's design; also below the admin's address, where the frame must be asked for."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from portal.context_processors import whole_frame

BODY_MAX = 100_000  # characters of a comment that could not be sent which are given back


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", whole_frame(request), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", whole_frame(request), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: a frame that asks who is logged in would ask the database that may be what failed."""
    try:
        stylesheet = static("site.css")
    except ValueError:  # the list of static files is missing or incomplete
        stylesheet = ""
    home = "/en/" if get_language() == "en" else "/"
    return HttpResponse(render_to_string("500.html", {"stylesheet": stylesheet, "home_url": home}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing was done, and nothing that was written is lost: the text of a comment or a report stands in the page, with the way back to its form."""
    return render(request, "403_csrf.html", {**whole_frame(request), "body": written_text(request), "back": way_back(request)}, status=403)


def written_text(request: HttpRequest) -> str:
    try:
        return (request.POST.get("body") or request.POST.get("words") or "")[:BODY_MAX]
    except Exception:  # a body that cannot be read has no text to give back
        return ""


def way_back(request: HttpRequest) -> str:
    """The page that the form stood on, if the browser says so and it is one of ours; else the front page."""
    came_from = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        return "/" + parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
    return "/en/" if get_language() == "en" else "/"
