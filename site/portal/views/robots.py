"""What programs that walk the site are told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from articles.addresses import absolute

# Doors, the newsroom, and what one can only do with an account. Reading is open to all.
ACTIONS = ("on/", "*/reply/", "*/removal/", "*/remove/", "*/report/", "reports/")
# Each choice in a discussion leads to every other: the same comments at thousands of addresses.
CHOICES = ("order", "lens", "verified", "kind", "paragraph", "after", "at")
CLOSED = (
    "/cms/",
    "/documents/",
    "/log/decisions.jsonl",  # large, and nothing to search in
    *(f"{prefix}/accounts/" for prefix in ("", "/en")),
    *(f"{prefix}/comments/{action}" for prefix in ("", "/en") for action in ACTIONS),
    *(f"{prefix}/search/" for prefix in ("", "/en")),  # as many pages as there are words
    *(f"/*{mark}{choice}=" for choice in CHOICES for mark in "?&"),
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"})


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask for the old name without reading the page."""
    return redirect(static("icon.svg"))
