"""What lies before the reviewers: requests that can be checked, those that wait for their member, and what is to be looked at again."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Credential, Profession

READY, UNFINISHED, AGAIN = "ready", "unfinished", "again"
TABS: dict[str, Any] = {
    READY: pgettext_lazy("requests", "To be checked"),
    UNFINISHED: _("Waiting for the member"),
    AGAIN: _("To look at again"),
}


def queue(tab: str) -> QuerySet[Credential]:
    """The oldest first. Raises Http404 for a tab that there is not."""
    if tab not in TABS:
        raise Http404
    all_of_it = {
        READY: Credential.objects.ready().order_by("ready_at", "pk"),
        UNFINISHED: Credential.objects.unfinished().order_by("asked_at", "pk"),
        AGAIN: Credential.objects.to_look_at_again().order_by("doubted_at", "pk"),
    }
    return all_of_it[tab].select_related("user", "profession")


def narrowed(credentials: QuerySet[Credential], *, profession: str, method: str) -> QuerySet[Credential]:
    """Only of a profession (by its slug) and of a method; what makes no sense is taken as not given."""
    if method in Credential.Method.values:
        credentials = credentials.filter(method=method)
    return credentials.filter(profession__slug=profession) if profession else credentials


def professions_in(tab: str) -> list[Profession]:
    """Those of which there is something in the tab, for the filter."""
    return list(Profession.objects.filter(pk__in=queue(tab).order_by().values("profession")))


def waiting() -> int:
    """For the menu: what staff should do something about."""
    return Credential.objects.ready().count() + Credential.objects.to_look_at_again().count()
