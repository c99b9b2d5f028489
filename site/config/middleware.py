"""The site's own middleware: which content security policy a page gets, and the page for what is gone."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from accounts.gone import Gone

HEADER = "Content-Security-Policy"


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's policy, with Wagtail's own for what is below `/cms/`; previews there are public pages in a frame.

    Its parts stand in one order, so that every process, and whatever stands in front (site/deploy/nginx.conf), says the same.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith("/cms/"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        response = super().process_response(request, response)
        if HEADER in response:
            response[HEADER] = "; ".join(sorted(response[HEADER].split("; ")))
        return response


class OddRequestsMiddleware:
    """Answers an address with a NUL in it with 404: it leads nowhere, and PostgreSQL refuses to look for it with an error.

    A form in another encoding than UTF-8 is answered with 400: pages of ours send none, and some encodings carry what is no text.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            raise BadRequest
        return self.get_response(request)


class GoneMiddleware:
    """Answers `Gone` with 410 and a page in the site's design; Django has a handler for 404 but none for 410."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            return render(request, "410.html", {"what": str(exception)}, status=410)
        return None
