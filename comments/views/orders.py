"""How the orders work, told to readers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.pages import may_disagree
from comments.scoring import across_groups, lower_bound


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """The examples are worked out by the same functions that order the comments."""
    examples = {
        "one_of_one": round(100 * lower_bound(1, 1)),
        "many": round(100 * lower_bound(95, 100)),
        "one_profession": f"{across_groups([(100, 100)]):.2f}",
        "three_professions": f"{across_groups([(5, 5)] * 3):.2f}",
    }
    return render(
        request,
        "comments/orders.html",
        {**examples, "verified_only": settings.COMMENTS_VERIFIED_VOTES_ONLY, "may_disagree": may_disagree()},
    )
