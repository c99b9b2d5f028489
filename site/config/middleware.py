"""The site's own middleware: which content security policy a page gets, and the page for what is gone."""

from collections.abc import Callable
from functools import lru_cache

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.gone import Gone


class ContentSecurityPolicyMiddleware:
    """django-csp's policy, with Wagtail's own for what is below `/cms/`; previews there are public pages in a frame.

    Each is made once, as nothing here depends on the answer: there are no nonces. Its parts stand in one order, so that every process, and
    whatever stands in front (site/deploy/nginx.conf), says the same. A page with a form that goes on to another site's log-in
    (`{% ways %}` notes it on the request) is never a kept one, and says where that may be.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.public, self.admin = _in_order(build_policy()), _in_order(build_policy(settings.ADMIN_CONTENT_SECURITY_POLICY))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own pages for developers
            response.headers.setdefault(HEADER, self._policy_of(request))
        return response

    def _policy_of(self, request: HttpRequest) -> str:
        if getattr(request, "leads_elsewhere", False):
            return _leading_to(tuple(settings.WAYS_LEAD_TO))
        return self.admin if request.path_info.startswith("/cms/") else self.public


@lru_cache(maxsize=8)
def _leading_to(sources: tuple[str, ...]) -> str:
    return _in_order(build_policy(update={"form-action": list(sources)}))


def _in_order(policy: str) -> str:
    return "; ".join(sorted(policy.split("; ")))


SEARCHING = ("/search/", "/search/suggestions/")


class OddRequestsMiddleware:
    """Answers an address with a NUL in it with 404: it leads nowhere, and PostgreSQL refuses to look for it with an error.

    What is searched for is text like any other: there it is left out.

    A form in another encoding than UTF-8 is answered with 400: pages of ours send none, and some encodings carry what is no text.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_search = request.path_info.removeprefix("/en") in SEARCHING
        if "\x00" in request.path_info or ("%00" in request.META.get("QUERY_STRING", "") and not is_search):
            raise Http404
        if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            raise BadRequest
        return self.get_response(request)


class GoneMiddleware:
    """Answers `Gone` with 410 and a page in the site's design; Django has a handler for 404 but none for 410.

    What a claim has hidden is not gone: 451 says so, with the ground and the end.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            from comments.claims.columns import measure_on  # models: not before the apps are ready

            measure = measure_on(exception.page) if exception.page else None
            if measure:
                return render(request, "451.html", {"measure": measure}, status=451)
            return render(request, "410.html", {"what": str(exception)}, status=410)
        return None
