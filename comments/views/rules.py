"""The house rules for everybody to read: those in force, and every version at an address of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Policy
from comments.house_rules import RULES, told_by

VERSIONS_SHOWN = 50


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    in_force = Policy.current(RULES)
    if in_force is None:
        raise Http404
    return _show(request, in_force, in_force)


@require_safe
def version(request: HttpRequest, version: str) -> HttpResponse:
    """Any version: one that was, is, or has been announced to be in force."""
    return _show(request, get_object_or_404(Policy.objects.of(RULES), version=version), Policy.current(RULES))


def _show(request: HttpRequest, shown: Policy, in_force: Policy | None) -> HttpResponse:
    """Where no rule has a text of its own, as on a site of old, the words of the version are all there is."""
    versions = Policy.objects.of(RULES).defer("body")[:VERSIONS_SHOWN]
    told = told_by(shown, in_force)
    context = {"policy": shown, "current": in_force, "versions": versions, "rules": told, "changed": [one for one in told if one.differs]}
    return render(request, "comments/rules.html", context)
