"""Which pages are kept, what each depends on, and until when it is true: one table. A test demands a decision on every public address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Credential, Policy
from articles.models import ColumnIndexPage, ColumnPage, HomePage, TextPage
from comments.models import Comment, Discussion
from comments.models.discussion import source_of
from portal.kept import scopes
from portal.kept.scopes import TALK, Stand, stand

Arguments = Mapping[str, Any]


def site(_arguments: Arguments) -> Stand:
    return stand()


def lists(_arguments: Arguments) -> Stand:
    return stand([TALK])


def discussion_of(page: int) -> Stand:
    """A page's discussion; that there is none is known from the lists, which change when the first comment makes one."""
    none = stand([TALK])
    number = Discussion.objects.filter(page_id=page).values_list("pk", flat=True).first()
    return none if number is None else stand([scopes.discussion(number)])


def discussion_on(arguments: Arguments) -> Stand:
    return discussion_of(arguments["page_id"])


def discussion_around(arguments: Arguments) -> Stand:
    """A comment never leaves its discussion; where there is no such comment there is no page."""
    number = Comment.objects.filter(id=arguments["number"]).values_list("discussion_id", flat=True).first()
    return stand() if number is None else stand([scopes.discussion(number)])


def _next_end(credentials: QuerySet[Credential]) -> datetime | None:
    ends = credentials.filter(state=Credential.State.GRANTED, expires_at__gt=timezone.now())
    return ends.aggregate(first=Min("expires_at"))["first"]


def of_reserved_titles(_arguments: Arguments) -> datetime | None:
    """How many are shown with a title that the law reserves changes when a credential runs out."""
    return _next_end(Credential.objects.filter(profession__regulated=True))


def of_profession(arguments: Arguments) -> datetime | None:
    return _next_end(Credential.objects.filter(profession__slug=arguments["slug"]))


def of_person(arguments: Arguments) -> datetime | None:
    return _next_end(Credential.objects.filter(user__handle=arguments["handle"]))


def of_policies(_arguments: Arguments) -> datetime | None:
    """The day on which an announced policy comes into force."""
    day = Policy.objects.filter(effective_on__gt=timezone.localdate()).aggregate(first=Min("effective_on"))["first"]
    return timezone.make_aware(datetime.combine(day, time())) if day else None


def of_empty_feeds(_arguments: Arguments) -> datetime | None:
    """A feed without entries tells the time at which it was asked for; nothing else about it changes."""
    return None if ColumnPage.objects.live().exists() else timezone.now() + timedelta(minutes=5)


@dataclass(frozen=True)
class Kept:
    """`depends` takes the stand before anything is read. `for_proxy`: few of them and often asked for, so they lie where nginx looks."""

    depends: Callable[[Arguments], Stand]
    query: frozenset[str] = frozenset()
    until: Callable[[Arguments], datetime | None] | None = None
    for_proxy: bool = False
    reads_htmx: bool = False


CHOICES = frozenset({"order", "lens", "verified", "kind", "paragraph", "after", "at"})
A_LIST = frozenset({"page"})

KEPT = {
    "comments:orders": Kept(site, for_proxy=True),
    "comments:paragraph": Kept(discussion_on, frozenset({"after"})),
    "comments:thread": Kept(discussion_around, frozenset({"after", "at"}), reads_htmx=True),
    "columns_feed": Kept(site, until=of_empty_feeds),
    "person": Kept(lists, A_LIST | {"comments"}, until=of_person, for_proxy=True),
    "person_feed": Kept(site, until=of_empty_feeds),
    "policy": Kept(site, until=of_policies, for_proxy=True),
    "policy_version": Kept(site, until=of_policies, for_proxy=True),
    "profession": Kept(lists, A_LIST, until=of_profession, for_proxy=True),
    "profession_feed": Kept(site, until=of_empty_feeds),
    "professions": Kept(lists, until=of_reserved_titles, for_proxy=True),
    "robots": Kept(site),
    "sitemap": Kept(lists, frozenset({"p"}), until=of_policies),
    "topic": Kept(lists, A_LIST, for_proxy=True),
    "topic_feed": Kept(site, until=of_empty_feeds),
}
# Pages of the page tree, by their kind.
KINDS: dict[type[Page], Kept] = {
    ColumnPage: Kept(lambda arguments: discussion_of(source_of(arguments["page"]).pk), CHOICES, for_proxy=True),
    ColumnIndexPage: Kept(lists, A_LIST, for_proxy=True),
    HomePage: Kept(lists, until=of_reserved_titles, for_proxy=True),
    TextPage: Kept(site, for_proxy=True),
}
PAGE_TREE = "wagtail_serve"

# Public addresses that are not kept, and why.
NOT_KEPT = {
    "comments:news": "may be kept by browsers for some seconds, whoever reads: it says nothing about cookies, and costs one query",
    "comments:show": "leads elsewhere",
    "favicon": "leads elsewhere",
    "healthz": "asks the process and the database how they are",
    "media": "a file",
    "share_picture": "drawn once and kept by its digest (docs/decisions/0008-share-picture.md)",
    "short_link": "leads elsewhere",
}
