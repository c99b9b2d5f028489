"""Where the letter to a claimant leads: a page that shows what would be filed, and the button that files it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from comments.claims import filing
from comments.claims.addresses import is_still_there
from comments.models import Claim
from comments.strangers import Unusable


@never_cache
@require_safe
def confirm(request: HttpRequest, signed: str) -> HttpResponse:
    """Programs that look into mail follow its links, so looking files nothing."""
    claim = _read(signed)
    if claim is None:
        return _unusable(request)
    if claim.opened_at:
        return _received(request)
    if not is_still_there(claim):
        return render(request, "comments/claims/over.html", status=410)
    return render(request, "comments/claims/confirm.html", {"claim": claim, "signed": signed, "kept_days": settings.CLAIMS_CONTACT_DAYS})


@never_cache
@require_POST
def file(request: HttpRequest, signed: str) -> HttpResponse:
    claim = _read(signed)
    if claim is None:
        return _unusable(request)
    if not claim.opened_at and not is_still_there(claim):
        return render(request, "comments/claims/over.html", status=410)
    filing.confirm(claim)
    return _received(request)


def _read(signed: str) -> Claim | None:
    try:
        return filing.read(signed)
    except Unusable:
        return None


def _received(request: HttpRequest) -> HttpResponse:
    return render(request, "comments/claims/received.html", {"hours": settings.CLAIMS_DUE_HOURS})


def _unusable(request: HttpRequest) -> HttpResponse:
    return render(request, "comments/claims/unusable.html", status=404)
