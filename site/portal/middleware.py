"""Middleware of the site as a whole: the language, renamed addresses in either language, and how long an answer may be kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_cache_control
from wagtail.contrib.redirects.middleware import RedirectMiddleware

ENGLISH = "/en"


class RenamedMiddleware(RedirectMiddleware):
    """Wagtail's redirects, whichever language they were made in.

    Wagtail stores the address that a page had in the language of the editor who renamed it; readers come by either.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer.status_code != 404:
            return answer
        return super().process_response(InOtherLanguage(request), answer)


class InOtherLanguage:
    """A request as it would be for the same page in the other language: as much of one as the look-up reads."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __getattr__(self, name: str) -> object:
        return getattr(self._request, name)

    def get_full_path(self) -> str:
        path = self._request.get_full_path()
        return path.removeprefix(ENGLISH) if path.startswith(f"{ENGLISH}/") else f"{ENGLISH}{path}"


class AddressLanguageMiddleware(LocaleMiddleware):
    """The language is read from the address alone, so an answer does not vary with what the browser would like."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        said = response.get("Vary")
        response = super().process_response(request, response)
        if said is None:
            del response["Vary"]
        else:
            response["Vary"] = said
        return response


class FreshnessMiddleware:
    """A page is asked for again each time, so that nobody reads what was just taken down; a member's page is kept by nobody else.

    Answers that say themselves how long they may be kept (media, static files) are left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            known = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
            patch_cache_control(response, no_cache=True, **({"private": True} if known else {}))
        return response
