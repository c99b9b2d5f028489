"""A piece of evidence, to the few who may see it."""

import uuid

from cryptography.exceptions import InvalidTag
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.credentials.getters import evidence_to_see
from accounts.evidence.receiving import too_large as refuse
from accounts.models import Evidence, EvidenceLook
from accounts.requests import MemberRequest

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
# Pictures are made anew from their pixels and may be looked at; a PDF is a download. Neither may do anything in our name.
POLICY = "default-src 'none'; img-src 'self'; frame-ancestors 'none'; sandbox"


@never_cache
@login_required
@require_safe
def evidence(request: MemberRequest, token: uuid.UUID) -> HttpResponse:
    """The file. Each look of staff is noted before it is answered."""
    piece = evidence_to_see(request.user, token)
    try:
        data = piece.read()
    except (FileNotFoundError, InvalidTag):
        raise Http404
    if request.user.pk != piece.credential.user_id:
        EvidenceLook.objects.create(evidence=piece, viewer=request.user)
    return _answer(piece, data)


def _answer(piece: Evidence, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=piece.media_type)
    response["Content-Disposition"] = f'attachment; filename="evidence-{piece.pk}.{ENDINGS[piece.media_type]}"'
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def too_large(request: HttpRequest) -> HttpResponse:
    """What a server in front shows where it stopped a file that is too large (site/deploy/nginx.conf)."""
    return refuse(request)
