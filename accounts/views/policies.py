"""Terms, privacy policy and house rules, for everybody to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Policy

VERSIONS_SHOWN = 50


@require_safe
def policy(request: HttpRequest, kind: str) -> HttpResponse:
    """The version in force."""
    current = Policy.current(kind)
    if current is None:
        raise Http404
    return _show(request, current, current)


@require_safe
def policy_version(request: HttpRequest, kind: str, version: str) -> HttpResponse:
    """Any version: one that was, is, or has been announced to be in force."""
    return _show(request, get_object_or_404(Policy.objects.of(kind), version=version), Policy.current(kind))


def _show(request: HttpRequest, shown: Policy, current: Policy | None) -> HttpResponse:
    versions = Policy.objects.of(shown.kind).defer("body")[:VERSIONS_SHOWN]
    return render(request, "accounts/policy.html", {"policy": shown, "current": current, "versions": versions})
