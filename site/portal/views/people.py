"""People: members and columnists, at one kind of address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.standing import Standing
from articles.models import ColumnPage
from portal.lists import page_of
from portal.people import find_person

COLUMNS_A_PAGE = 10


@require_safe
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """Any spelling of a handle leads to its own address."""
    person = find_person(handle)
    if person.handle != handle:
        return redirect(reverse("person", args=[person.handle]), permanent=False)  # a handle may change
    standing = person.member.standing() if person.member else Standing()
    columns = page_of(ColumnPage.objects.newest().by(person.author).for_teasers(), request, COLUMNS_A_PAGE) if person.author else None
    return render(request, "portal/person.html", {"person": person, "standing": standing, "columns": columns})


@require_safe
def credential(request: HttpRequest, handle: str) -> HttpResponse:
    """How the profession that is shown with a member was checked."""
    member = find_person(handle).member
    standing = member.standing() if member else Standing()
    if standing.credential is None:
        raise Http404
    return render(request, "accounts/credential.html", {"person": member, "standing": standing, "back": reverse("person", args=[handle])})
