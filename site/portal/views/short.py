"""Short permanent links: the number of a column leads to its address of today."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.gone import Gone
from articles.models import ColumnPage


@require_safe
def column(request: HttpRequest, number: int) -> HttpResponse:
    """404 for what was never public, 410 for what no longer is."""
    page = get_object_or_404(
        ColumnPage.objects.defer("body", "corrections"), id=number
    )  # `id`, not `pk`: it knows how large a number can be
    if not all(restriction.accept_request(request) for restriction in page.get_view_restrictions()):
        raise Http404
    if page.live:
        return redirect(page.get_url(request), permanent=True)
    if page.first_published_at:
        raise Gone(gettext("This column is no longer published."), page=page.pk)
    raise Http404
