"""Files that editors uploaded, where no other server stands in front."""

from pathlib import PurePosixPath
from posixpath import normpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# Only pictures made of pixels are shown as they are; whatever could hold a script (SVG, HTML) is a download.
SHOWN = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})
MADE_BY_US = "images"  # sizes of pictures, whose names change with their content
DAY, YEAR = 86_400, 31_536_000


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file below MEDIA_ROOT. Documents have an address of their own, which asks who may read them."""
    path = normpath(path).lstrip("/")  # as it will be served: two slashes lead to the same place as one
    name = PurePosixPath(path)
    if name.parts[:1] == ("documents",) or any(part.startswith(".") for part in name.parts):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if name.suffix.lower() not in SHOWN:
        response["Content-Disposition"] = "attachment"
        response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if name.parts[0] == MADE_BY_US else f"public, max-age={DAY}"
    return response
