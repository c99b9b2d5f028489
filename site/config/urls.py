"""Every address of the site. Korean stands without a prefix, English below `/en/`; the page tree comes last."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views.staff_account import staff_account
from accounts.ways import urls as ways
from portal import urls as portal_urls
from portal.views import page
from portal.views.login import staff_login

handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"

urlpatterns = [
    *portal_urls.machines,
    # Wagtail's own log-in would be a second door, without the throttle of the first.
    path("cms/login/", staff_login, name="staff_login"),
    path("cms/account/", staff_account, name="staff_account"),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *ways.of_sites(),
    *i18n_patterns(
        path("accounts/", include("accounts.urls")),
        path("accounts/", include(ways.of_readers())),
        path("accounts/", include("allauth.account.urls")),
        path("comments/", include("comments.urls")),
        path("", include(portal_urls.readers)),
        re_path(wagtail_urls.serve_pattern, page.serve, name="wagtail_serve"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
