"""Professions: the directory, the page of each, and what it says."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Field, Profession
from articles.models import ColumnPage
from comments.models import Comment
from comments.spoken import BEST, NEWEST, first_of, page_of_spoken, spoken_from
from portal.alongside import company_of
from portal.figures import directory, figures_of
from portal.lists import page_of

COLUMNS_A_PAGE = 9
BEST_SHOWN, NEWEST_SHOWN = 3, 2


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/professions.html", {"album": directory()})


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """A former address leads to the one it has now, and one that was merged to what it was merged into.

    A retired one keeps its page, since columns and comments name it.
    """
    profession = profession_at(slug)
    if profession.slug != slug:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(profession.get_absolute_url() + (f"?{query}" if query else ""))
    columns = page_of(ColumnPage.objects.newest().about(profession).for_teasers(), request, COLUMNS_A_PAGE)
    figures = figures_of(profession, columns.paginator.count)
    context = {"profession": profession, "dye": Field(profession.field).dye, "figures": figures, "columns": columns}
    if profession.is_shown:
        context |= {**_voices_of(profession), "company": company_of(profession)}
    return render(request, "portal/profession.html", context)


def _voices_of(profession: Profession) -> dict[str, list[Comment]]:
    """Nothing stands among the newest that stands among the best."""
    said = spoken_from(profession)
    best = first_of(said, BEST, BEST_SHOWN)
    newest = first_of(said, NEWEST, NEWEST_SHOWN + len(best))
    return {"best": best, "newest": [one for one in newest if one not in best][:NEWEST_SHOWN]}


@require_safe
def voices(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is shown as spoken from it, the best or the newest first."""
    profession = profession_at(slug)
    if profession.slug != slug:
        return redirect("profession_voices", profession.slug, permanent=True)
    spoken = page_of_spoken(profession, request.GET.get("order", ""), request.GET.get("after", ""))
    return render(request, "portal/voices.html", {"profession": profession, "spoken": spoken})


def profession_at(slug: str) -> Profession:
    """With what is shown of it; of one that was merged, what it was merged into. Raises Http404."""
    profession = Profession.objects.find(slug)
    if profession is None:
        raise Http404
    return profession
