"""What editors are told of a page that a rights claim hides: while they edit it, and when they would publish it."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from comments.claims.columns import hiding
from comments.models import Claim


def measure_in_words(page: Page, claim: Claim) -> str:
    """What hides it, why and until when; never who asked."""
    said = {"page": page.get_admin_display_title(), "ground": claim.get_ground_display()}
    if not claim.stands or claim.until is None:
        return _("‘%(page)s’ was deleted by decision on a rights claim (%(ground)s). It does not come back to the site.") % said
    said["until"] = date_format(localtime(claim.until), "SHORT_DATETIME_FORMAT")
    order = _("A court has ordered it.") if claim.by_order else ""
    hidden = _("‘%(page)s’ is hidden by a temporary measure (%(ground)s) until %(until)s.") % said
    return " ".join(filter(None, (hidden, order, _("Until then it stays hidden, whatever is published; then it comes back as it was."))))


def say_hidden(request: HttpRequest, page: Page) -> None:
    """Above the form; where a form is sent, what came of it is said and not this."""
    if request.method == "GET":
        claim = hiding(page).first()
        if claim:
            messages.warning(request, measure_in_words(page, claim))


def hold_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Instead of publishing: by now what was written is saved as a draft."""
    claim = hiding(page).first()
    if claim is None:
        return None
    messages.error(request, _("Not published; what you wrote is saved as a draft.") + " " + measure_in_words(page, claim))
    return redirect("wagtailadmin_pages:edit", page.pk)


def hold_back_all(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Of several that are to be published at once none is, if one of them is hidden: the message names those."""
    named = [measure_in_words(page, claim) for page in pages if (claim := hiding(page).first())]
    if not named:
        return None
    messages.error(request, _("Nothing was published.") + " " + " ".join(named))
    return redirect("wagtailadmin_home")
