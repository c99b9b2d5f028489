"""Which pages are kept, what each depends on, and until when it is true: one table. A test demands a decision on every public address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Credential, Policy, Profession
from articles.models import ColumnIndexPage, ColumnPage, HomePage, TextPage
from comments.models import Claim, Comment, Discussion
from comments.models.discussion import source_of
from portal.kept import scopes
from portal.kept.scopes import TALK, Stand, stand
from portal.transparency.report import PAST_KEPT, RUNNING_KEPT

Arguments = Mapping[str, Any]
VOTES_TOLD_AFTER = timedelta(minutes=5)  # at most, on pages that show comments of many discussions


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


def of_voices(arguments: Arguments) -> datetime:
    """Votes change counts and the order of the best, and are no reason to draw every list anew: they are told a little later."""
    moment = timezone.now() + VOTES_TOLD_AFTER
    end = of_profession(arguments)
    return min(moment, end) if end else moment


def of_voices_feed(arguments: Arguments) -> datetime | None:
    """As `of_empty_feeds`, of a profession."""
    profession = Profession.objects.find(arguments["slug"])
    spoken = profession is not None and Comment.objects.published().shown_as(profession).exists()
    return None if spoken else timezone.now() + timedelta(minutes=5)


def of_person(arguments: Arguments) -> datetime | None:
    return _next_end(Credential.objects.filter(user__handle=arguments["handle"]))


def of_guard(arguments: Arguments) -> datetime | None:
    """When a discussion ceases to be guarded, and the page to say so."""
    page = source_of(arguments["page"]).pk
    ends = Discussion.objects.filter(page_id=page, guarded_until__gt=timezone.now())
    return ends.values_list("guarded_until", flat=True).first()


def of_measures(discussions: QuerySet[Discussion]) -> datetime | None:
    """When the first of what is hidden in a discussion comes back."""
    hidden = Claim.objects.standing().filter(comment__discussion__in=discussions, until__gt=timezone.now())
    return hidden.aggregate(first=Min("until"))["first"]


def of_talk(arguments: Arguments) -> datetime | None:
    return of_measures(Discussion.objects.filter(page_id=arguments["page_id"]))


def of_thread(arguments: Arguments) -> datetime | None:
    return of_measures(Discussion.objects.filter(comments=arguments["number"]))


def of_column(arguments: Arguments) -> datetime | None:
    """What is hidden in its discussion, or the guard of that, whichever ends first."""
    ends = of_measures(Discussion.objects.filter(page=source_of(arguments["page"]))), of_guard(arguments)
    return min((end for end in ends if end), default=None)


def of_policies(_arguments: Arguments) -> datetime | None:
    """The day on which an announced policy comes into force."""
    day = Policy.objects.filter(effective_on__gt=timezone.localdate()).aggregate(first=Min("effective_on"))["first"]
    return timezone.make_aware(datetime.combine(day, time())) if day else None


def of_empty_feeds(_arguments: Arguments) -> datetime | None:
    """A feed without entries tells the time at which it was asked for; nothing else about it changes."""
    return None if ColumnPage.objects.live().exists() else timezone.now() + timedelta(minutes=5)


def of_report(arguments: Arguments) -> datetime:
    """Its figures are remembered for as long, and it says as of when they are."""
    quarter = arguments.get("quarter")
    return timezone.now() + (PAST_KEPT if quarter and quarter.is_over else RUNNING_KEPT)


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
    "comments:paragraph": Kept(discussion_on, frozenset({"after"}), until=of_talk),
    "comments:thread": Kept(discussion_around, frozenset({"after", "at"}), until=of_thread, reads_htmx=True),
    "columns_feed": Kept(site, until=of_empty_feeds),
    "house_rules": Kept(site, until=of_policies, for_proxy=True),
    "house_rules_version": Kept(site, until=of_policies, for_proxy=True),
    "person": Kept(lists, A_LIST | {"comments"}, until=of_person, for_proxy=True),
    "person_feed": Kept(site, until=of_empty_feeds),
    "policy": Kept(site, until=of_policies, for_proxy=True),
    "policy_version": Kept(site, until=of_policies, for_proxy=True),
    "profession": Kept(lists, A_LIST, until=of_voices),
    "profession_feed": Kept(site, until=of_empty_feeds),
    "profession_voices": Kept(lists, frozenset({"order", "after"}), until=of_voices),
    "profession_voices_feed": Kept(lists, until=of_voices_feed),
    "professions": Kept(lists, until=of_reserved_titles, for_proxy=True),
    "robots": Kept(site),
    "sitemap": Kept(lists, frozenset({"p"}), until=of_policies),
    "transparency": Kept(site, until=of_report, for_proxy=True),
    "transparency_quarter": Kept(site, until=of_report),
    "topic": Kept(lists, A_LIST, for_proxy=True),
    "topic_feed": Kept(site, until=of_empty_feeds),
}
# Pages of the page tree, by their kind.
KINDS: dict[type[Page], Kept] = {
    ColumnPage: Kept(lambda arguments: discussion_of(source_of(arguments["page"]).pk), CHOICES, until=of_column, for_proxy=True),
    ColumnIndexPage: Kept(lists, A_LIST, for_proxy=True),
    HomePage: Kept(lists, until=of_reserved_titles, for_proxy=True),
    TextPage: Kept(site, for_proxy=True),
}
PAGE_TREE = "wagtail_serve"

# Public addresses that are not kept, and why.
NOT_KEPT = {
    "log": "another one after every decision, and seldom asked for; four queries",
    "log_check": "seldom asked for",
    "log_download": "a file, written while it is sent",
    "log_entry": "seldom asked for",
    "log_feed": "one query",
    "log_heads": "seldom asked for",
    "log_quarter": "a file, written while it is sent",
    "comments:news": "may be kept by browsers for some seconds, whoever reads: it says nothing about cookies, and costs one query",
    "comments:show": "leads elsewhere",
    "comments:credential": "seldom asked for",
    "favicon": "leads elsewhere",
    "healthz": "asks the process and the database how they are",
    "media": "a file",
    "person_credential": "seldom asked for",
    "search": "another one for every question, and what is hidden must not be found a moment later; bounded (portal/search/limits.py)",
    "search_suggestions": "as the search; asked for while somebody types",
    "share_picture": "drawn once and kept by its digest (docs/decisions/0008-share-picture.md)",
    "short_link": "leads elsewhere",
    "transparency_table": "a file, from figures that are remembered",
}
