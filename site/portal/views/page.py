"""The pages of the tree."""

from django.http import HttpRequest, HttpResponseBase
from wagtail.views import serve as serve_page

from portal.sites import site_of


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """As Wagtail does it, with the site known beforehand."""
    site_of(request)
    return serve_page(request, path)
