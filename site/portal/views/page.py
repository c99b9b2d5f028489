"""The pages of the tree."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.views import serve as serve_page

from portal.overlay.serving import page_for_member
from portal.sites import route_of


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """As Wagtail does it, from a front page that is at hand."""
    answer = page_for_member(request, path)
    if answer:
        return answer
    route_of(request)
    return serve_page(request, path)
