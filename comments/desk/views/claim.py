"""Claims at the desk: the shelves, one case, and opening one that nobody asked for."""

from typing import cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from accounts.models import User
from comments.claim_forms import AddressForm
from comments.claims import filing
from comments.claims.addresses import subject
from comments.desk.access import moderators_only
from comments.desk.claim_forms import ClaimDecisionForm
from comments.desk.claims import SHELVES, Docket, age_of, claim_to_decide, mine
from comments.desk.limits import may_decide_on
from comments.models import Claim, Rule
from comments.transitions import OwnComment

A_PAGE = 25


@require_safe
@moderators_only
def claims(request: HttpRequest) -> HttpResponse:
    shelf = SHELVES.get(request.GET.get("shelf", ""), SHELVES["owed"])
    lying = shelf.claims().filter(mine(cast(User, request.user)))
    page = Paginator(lying.shown_with(), A_PAGE).get_page(request.GET.get("page"))
    rows = [(claim, age_of(claim)) for claim in page]
    return render(
        request, "comments/desk/claims.html", {"tab": "claims", "shelf": shelf, "shelves": SHELVES.values(), "page": page, "rows": rows}
    )


@require_safe
@moderators_only
def case(request: HttpRequest, number: int) -> HttpResponse:
    return lay_out(request, claim_to_decide(cast(User, request.user), number))


@require_safe
@moderators_only
def ask(request: HttpRequest) -> HttpResponse:
    """With the address that the desk leads here with, if it does."""
    return _ask(request, AddressForm(initial={"address": request.GET.get("address", "")[:1000]}, request=request))


@require_POST
@moderators_only
def open_case(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST, request=request)
    if not form.is_valid() or form.about is None:
        return _ask(request, form, status=422)
    user, about = cast(User, request.user), form.about
    if not may_decide_on(user, about if isinstance(about, Page) else about.discussion.page):
        form.add_error("address", _("This is not among what you decide on. Please ask a colleague."))
        return _ask(request, form, status=403)
    try:
        claim = filing.open_case(by=user, ground=form.cleaned_data["ground"], **subject(about))
    except OwnComment:
        form.add_error(None, _("This is about your own words. Somebody else has to open it."))
        return _ask(request, form, status=403)
    messages.success(request, _("The case is open. Now it can be decided."))
    return redirect("comments_desk:claim", claim.pk)


def lay_out(request: HttpRequest, claim: Claim, form: ClaimDecisionForm | None = None, status: int = 200) -> HttpResponse:
    if form is None:
        form = ClaimDecisionForm(initial={"seen": claim.version, "days": settings.CLAIMS_MOST_DAYS})
    context = {
        "tab": "claims",
        "claim": claim,
        "comment": claim.comment,
        "docket": Docket(claim),
        "form": form,
        "rules": Rule.objects.filter(is_current=True),
        "most_days": settings.CLAIMS_MOST_DAYS,
    }
    return render(request, "comments/desk/claim.html", context, status=status)


def _ask(request: HttpRequest, form: AddressForm, status: int = 200) -> HttpResponse:
    return render(request, "comments/desk/claim_new.html", {"tab": "claims", "form": form}, status=status)
