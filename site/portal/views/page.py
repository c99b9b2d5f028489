"""The pages of the tree."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.views import serve as serve_page

from portal.sites import route_of


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """As Wagtail does it, from a front page that is at hand."""
    route_of(request)
    return serve_page(request, path)
