"""A page that is hidden is unpublished in Wagtail's own terms, so that whatever lists, feeds or draws published pages leaves it out."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from comments.claims.measures import Measure, measure_of
from comments.models import Claim, Outcome
from comments.models.discussion import source_of


def hide(page: Page) -> Revision | None:
    """Takes it off the site. Returns the revision that stood there, to be put back as it was, whatever is drafted meanwhile."""
    specific = page.specific
    revision = specific.live_revision
    specific.unpublish(set_expired=False)
    page.refresh_from_db()
    return revision


def put_back(page: Page, revision: Revision | None) -> None:
    """As it was when it was hidden; after the claim has ended, or it would be hidden again."""
    if revision is not None:
        revision.publish(changed=False)
    else:  # a page that was made without one
        specific = page.specific
        specific.live = True
        specific.save()
    page.refresh_from_db()


def hiding(page: Page) -> QuerySet[Claim]:
    """The claims that keep a page off the site, the one that lasts longest first; deleted counts as for ever."""
    on_it = Claim.objects.filter(discussion__page=source_of(page))
    return on_it.filter(outcome__in=[Outcome.ERASED, Outcome.BLINDED]).order_by("-outcome", "-until")


def measure_on(number: int) -> Measure | None:
    """What is said at the address of a hidden page."""
    page = Page.objects.filter(pk=number).select_related("alias_of").first()
    claim = hiding(page).first() if page else None
    return measure_of(claim) if claim else None


def hide_again(instance: Page, **_told: Any) -> None:
    """Whoever publishes it meanwhile, a schedule for example: what a claim has hidden stays hidden."""
    if instance.alias_of_id is None and hiding(instance).exists():
        instance.unpublish()


def stay_hidden() -> None:
    page_published.connect(hide_again, dispatch_uid="comments.claims.hide_again")
