"""The addresses of the site, and one page of its admin with nothing on it: what any page of that admin costs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from wagtail.admin.auth import require_admin_access

from config.urls import handler403, handler404, handler500
from config.urls import urlpatterns as of_the_site

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


@require_admin_access
def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "wagtailadmin/base.html")


urlpatterns = [path("cms/bench-empty/", empty), *of_the_site]
