"""How many comments have ever come to a discussion: so a page that is open can tell that there are new ones."""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from comments.models import Discussion


@require_safe
@cache_control(public=True, max_age=20)
def news(request: HttpRequest, page_id: int) -> JsonResponse:
    """The same for everybody, so that one answer serves all readers of a column for some seconds; one query, no session."""
    pages = Page.objects.live().public().filter(pk=page_id)
    arrivals = Discussion.objects.filter(page__in=pages).values_list("arrivals", flat=True).first()
    if arrivals is None:
        raise Http404
    return JsonResponse({"arrivals": arrivals})
