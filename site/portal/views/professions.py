"""Professions: the directory, and the page of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Field, Profession
from articles.models import ColumnPage
from portal.figures import directory, figures_of, neighbours_of
from portal.lists import page_of

COLUMNS_A_PAGE = 9


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/professions.html", {"album": directory()})


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One that was merged leads to what it was merged into; a retired one keeps its page, since columns and comments name it."""
    profession = get_object_or_404(Profession.objects.select_related("alias_of"), slug=slug)
    if profession.alias_of:
        return redirect(profession.alias_of, permanent=True)
    columns = page_of(ColumnPage.objects.newest().about(profession).for_teasers(), request, COLUMNS_A_PAGE)
    return render(
        request,
        "portal/profession.html",
        {
            "profession": profession,
            "dye": Field(profession.field).dye,
            "figures": figures_of(profession),
            "neighbours": neighbours_of(profession),
            "columns": columns,
        },
    )
