"""The picture that other sites show beside a link to a column."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.gone import Gone
from articles.models import ColumnPage
from comments.models import Discussion
from comments.models.discussion import source_of
from comments.voices import Talk, talks_of
from portal.share.keeping import png_of
from portal.share.poster import address_of, poster_of
from portal.views.media import YEAR


@require_safe
def picture(request: HttpRequest, number: int, digest: str) -> HttpResponse:
    """Any digest but that of today's state leads to it, so that nobody has pictures drawn by making digests up."""
    column = public_column(number)
    source = source_of(column).pk
    poster = poster_of(column, talks_of(Discussion.objects.filter(page_id=source)).get(source, Talk()))
    if digest != poster.digest:
        return redirect(address_of(column, poster))
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
    return HttpResponse(png_of(column.pk, poster), content_type="image/png", headers=headers)


def public_column(number: int) -> ColumnPage:
    """404 for what was never public, 410 for what no longer is; and 404 for what is kept to some, whoever asks: anybody may keep a picture."""
    column = get_object_or_404(ColumnPage.objects.defer("body", "corrections"), id=number)  # `id` knows how large a number can be
    if column.get_view_restrictions().exists() or not (column.live or column.first_published_at):
        raise Http404
    if not column.live:
        raise Gone(gettext("This column is no longer published."), page=column.pk)
    return column
