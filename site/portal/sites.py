"""Which site a request is for, found quickly where there is but one."""

from django.http import HttpRequest
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath

from accounts.prepared import Prepared
from articles.models import HomePage

_sites: Prepared[Site] = Prepared(lambda: Site.objects.order_by("pk")[:2], by_key=True)
_home_pages: Prepared[HomePage] = Prepared(lambda number: HomePage.objects.filter(pk=number).select_related("locale"), int, by_key=True)


def site_of(request: HttpRequest) -> Site | None:
    """As Wagtail's `Site.find_for_request`, which asks more and remembers what is found here. Where there are several sites it decides."""
    if not hasattr(request, "_wagtail_site"):
        sites = _sites()
        if len(sites) == 1 and sites[0].is_default_site:
            sites[0].is_only = True
            request._wagtail_site = sites[0]  # type: ignore[attr-defined]
    return Site.find_for_request(request)


def route_of(request: HttpRequest) -> None:
    """Has the site's front page at hand, from which Wagtail looks for the page that is asked for."""
    site = site_of(request)
    if site:
        for home in _home_pages(site.root_page_id):
            site.root_page = home
            if hasattr(site, "is_only"):  # what Wagtail would ask the cache for, and keep here
                path = SiteRootPath(site.pk, home.url_path, site.root_url, home.locale.language_code)
                request._wagtail_cached_site_root_paths = [path]  # type: ignore[attr-defined]
