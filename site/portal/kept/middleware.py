"""Keeping what was rendered for a stranger, and answering with it: outermost, so that every header is there."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from wagtail.models import Page as WagtailPage

from portal.kept import store
from portal.kept.packing import ENCODINGS, Page, chosen, matches, pack
from portal.kept.pages import KEPT, KINDS, PAGE_TREE
from portal.kept.rendering import Rendering, is_for_all, is_stranger
from portal.kept.scopes import stand

VARY = "Cookie, Accept-Encoding"
OF_ONE_BODY = {"content-length", "etag", "content-encoding"}
TEXT = ("text/", "application/json", "application/atom+xml", "application/xml", "application/javascript", "image/svg+xml")


class KeepMiddleware:
    """Strangers' pages that portal/kept/pages.py names: compressed, with an ETag, and kept if nothing has changed meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        rendering: Rendering | None = getattr(request, "rendering", None)
        if rendering is None or rendering.kept is None:
            return response
        response["Vary"] = VARY
        if not (isinstance(response, HttpResponse) and is_stranger(request) and is_for_all(response)):
            return response
        return answer(request, response, finish(rendering, response))

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.method not in ("GET", "HEAD") or not (name in KEPT or name == PAGE_TREE):
            return
        request.rendering = Rendering()  # type: ignore[attr-defined]
        if name == PAGE_TREE:
            request.rendering.stood = stand()  # type: ignore[attr-defined]
        else:
            _begin(request, KEPT[name], kwargs)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        rendering: Rendering | None = getattr(request, "rendering", None)
        if rendering:
            rendering.give_back_query(request)


def begin_page(page: WagtailPage, request: HttpRequest, *_args: Any) -> None:
    """Of the page tree, once the page is found (a hook of Wagtail's). Previews and other ways of serving do not come by `process_view`."""
    kept = KINDS.get(type(page))
    if kept and getattr(request, "rendering", None) and not getattr(request, "is_preview", False):
        _begin(request, kept, {"page": page})


def _begin(request: HttpRequest, kept: Any, arguments: dict[str, Any]) -> None:
    rendering = request.rendering  # type: ignore[attr-defined]
    if is_stranger(request):
        rendering.begin(request, kept, arguments)
    rendering.kept = kept


def finish(rendering: Rendering, response: HttpResponse) -> Page:
    """The page as it is answered with; in every encoding if it is to be kept."""
    headers = [(name, value) for name, value in response.items() if name.lower() not in OF_ONE_BODY]
    kept = rendering.kept
    page = Page(rendering.key, headers, {}, until=rendering.until, reads_htmx=bool(kept and kept.reads_htmx))
    if rendering.may_keep(response) and kept:
        page.until = rendering.until
        page.bodies = {encoding: pack(response.content, encoding) for encoding in ENCODINGS}
        store.put(page, rendering.stood, for_proxy=kept.for_proxy)
    return page


def answer(request: HttpRequest, response: HttpResponse, page: Page) -> HttpResponse:
    encoding = chosen(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    if encoding not in page.bodies:
        page.bodies[encoding] = pack(response.content, encoding)
    headers = dict(page.headers_in(encoding))
    if matches(headers["ETag"], request.META.get("HTTP_IF_NONE_MATCH", "")):
        response = HttpResponseNotModified()
        headers.pop("Content-Type", None)
    else:
        response.content = page.bodies[encoding]
        headers["Content-Length"] = str(len(page.bodies[encoding]))
    for name, value in headers.items():
        response[name] = value
    return response


class CompressMiddleware(GZipMiddleware):
    """Members' pages, and whatever else is text: by Django's own, which adds a random length because such pages hold secrets (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
