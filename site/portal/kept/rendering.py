"""A page that is being rendered for a stranger: what it depends on, and whether it may be kept when it is done."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from portal.kept.asked import is_plain, key_of, question
from portal.kept.folder import is_on
from portal.kept.pages import Arguments, Kept
from portal.kept.scopes import NOWHERE, Stand

HTMX = "HTTP_HX_CURRENT_URL"
MESSAGES_COOKIE = "messages"  # django.contrib.messages.storage.cookie


@dataclass
class Rendering:
    """`key` is empty for an address that no page is kept under; `until` is a moment in seconds."""

    kept: Kept | None = None
    key: str = ""
    stood: Stand = NOWHERE
    until: float | None = None
    raw_query: str | None = None

    def begin(self, request: HttpRequest, kept: Kept, arguments: Arguments) -> None:
        """Takes the stand, before the page is read, and takes out of the request what the page must not depend on."""
        earlier, self.kept = self.stood, kept
        asked = question(request.META.get("QUERY_STRING", ""), kept.query)
        is_ours = request.META.get("HTTP_HOST") == settings.BASE_URL.partition("://")[2] and settings.BASE_URL.startswith(
            f"{request.scheme}:"
        )
        path = request.path_info.encode().decode("latin-1")  # as WSGI gave it, before Django decoded it
        if asked is None or not (is_ours and is_plain(path) and not request.META.get("SCRIPT_NAME")):
            return
        if kept.reads_htmx and HTMX in request.META:
            return
        self.key = key_of(path, asked)
        self.raw_query = request.META.get("QUERY_STRING", "")
        set_query(request, asked)
        if not is_on():
            return
        self.stood = _both(earlier, kept.depends(arguments)) if earlier else kept.depends(arguments)
        moment = kept.until(arguments) if kept.until else None
        self.until = moment.timestamp() if moment else None

    def may_keep(self, response: HttpResponseBase) -> bool:
        moment = getattr(response, "kept_until", None)  # a view may know better
        if moment is not None:
            self.until = min(self.until or moment.timestamp(), moment.timestamp())
        return bool(self.key) and self.stood.is_settled and is_for_all(response)

    def give_back_query(self, request: HttpRequest) -> None:
        """Where there is no page: addresses of old are looked up with everything that they carry."""
        if self.raw_query is not None:
            set_query(request, self.raw_query)
            self.key = ""


def _both(earlier: Stand, later: Stand) -> Stand:
    """Of a page whose kind was looked up first: nothing may have changed in between."""
    unchanged = earlier.is_settled and earlier.tokens[0] == later.tokens[0]
    return replace(later, is_settled=later.is_settled and unchanged)


def set_query(request: HttpRequest, query: str) -> None:
    request.META["QUERY_STRING"] = query
    request.environ["QUERY_STRING"] = query  # type: ignore[attr-defined]
    request.__dict__.pop("GET", None)


def is_stranger(request: HttpRequest) -> bool:
    """No cookie that anything is known by; looked for in the text, so that an odd cookie is taken for one rather than overlooked."""
    cookie = request.META.get("HTTP_COOKIE", "")
    return settings.SESSION_COOKIE_NAME not in cookie and MESSAGES_COOKIE not in cookie


def is_for_all(response: HttpResponseBase) -> bool:
    control = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and "private" not in control
        and "no-store" not in control
        and b"csrfmiddlewaretoken" not in response.content  # type: ignore[attr-defined]
    )
