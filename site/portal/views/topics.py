"""Topics: what columns are about, beside whom they concern."""

import unicodedata

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import ColumnPage, Topic
from portal.lists import page_of

COLUMNS_A_PAGE = 12


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=unicodedata.normalize("NFC", slug))
    if topic.slug != slug:
        return redirect(topic, permanent=True)
    columns = page_of(ColumnPage.objects.newest().on(topic).for_teasers(), request, COLUMNS_A_PAGE)
    return render(request, "portal/topic.html", {"topic": topic, "columns": columns})
