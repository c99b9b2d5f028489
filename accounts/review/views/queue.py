"""The queue, in pages."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Credential
from accounts.review.access import reviewers_only
from accounts.review.queues import READY, TABS, narrowed, professions_in, queue

A_PAGE = 25


@never_cache
@require_safe
@reviewers_only
def first(request: HttpRequest) -> HttpResponse:
    return show(request, READY)


@never_cache
@require_safe
@reviewers_only
def show(request: HttpRequest, tab: str) -> HttpResponse:
    profession, method = request.GET.get("profession", ""), request.GET.get("method", "")
    page = Paginator(narrowed(queue(tab), profession=profession, method=method), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "tab": tab,
        "tabs": [(key, label, queue(key).count()) for key, label in TABS.items()],
        "page": page,
        "profession": profession,
        "method": method,
        "professions": professions_in(tab),
        "methods": Credential.Method.choices,
        "rest": urlencode({"profession": profession, "method": method}),
    }
    return render(request, "accounts/review/queue.html", context)
