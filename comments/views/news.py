"""How many comments have ever come to a discussion: so a page that is open can tell that there are new ones."""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page


@require_safe
@cache_control(public=True, max_age=20)
def news(request: HttpRequest, page_id: int) -> JsonResponse:
    """The same for everybody, so that one answer serves all readers of a column for some seconds; two queries, no session."""
    page = Page.objects.live().public().filter(pk=page_id).values("discussion__arrivals").first()
    if page is None:
        raise Http404
    return JsonResponse({"arrivals": page["discussion__arrivals"] or 0})
