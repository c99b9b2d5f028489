"""Is this a surge? What has arrived in ten minutes, beside what usually does; and what is done about it.

Ten minutes are compared, here and elsewhere, among the newest comments of the site: two queries, bounded, asked by the worker, and only
where enough has arrived to look.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.models import User
from comments.campaigns import guarding, telling
from comments.models import Comment, Discussion, Guard

SLOT = timedelta(minutes=10)
SAMPLE, SAMPLED = 5000, timedelta(days=7)  # the newest comments of the site, and from how far back


@dataclass(frozen=True)
class Arrivals:
    """In ten minutes, here: all, those of members who have joined of late, the most from one network. What is usual here and elsewhere."""

    now: int
    newcomers: int = 0
    network: int = 0
    here: float = 0
    elsewhere: float = 0

    @property
    def step(self) -> Guard | None:
        """What is called for, if anything. Where many are merely interested nobody has to wait: the newest come first, and that is all."""
        if self._is_half(self.newcomers, settings.SURGE_NEWCOMERS) or self._is_half(self.network, settings.SURGE_FROM_NETWORK):
            return Guard.BOTH
        usual = settings.SURGE_TIMES * max(self.here, self.elsewhere)
        return Guard.ORDER if settings.SURGE_COMMENTS and self.now >= max(settings.SURGE_COMMENTS, usual) else None

    def _is_half(self, part: int, least: int) -> bool:
        return 0 < least <= part and 2 * part >= self.now

    @property
    def facts(self) -> str:
        """For the ledger."""
        return f"arrived={self.now} newcomers={self.newcomers} network={self.network} usual={self.here:g} elsewhere={self.elsewhere:g}"


def look(number: int, from_network: int = 0) -> bool:
    """Looks at a discussion in which much arrives; begins the step that is called for, and tells the moderators. Whether it did."""
    discussion = Discussion.objects.filter(pk=number, closed_at=None, page__live=True).select_related("page").first()
    if discussion is None or discussion.guarded_by:
        return False
    if discussion.guard:  # over, and the clock has not come by yet
        guarding.end(discussion)
    arrivals = arrived(discussion, from_network)
    return arrivals.step is not None and respond(discussion, arrivals, arrivals.step)


@transaction.atomic
def respond(discussion: Discussion, arrivals: Arrivals, step: Guard) -> bool:
    if not settings.SURGE_GUARD_MINUTES:  # moderators are told, and decide for themselves
        telling.tell_moderators(discussion, arrivals, since=f"{localtime():%y%m%d%H}")
        return False
    until = timezone.now().replace(microsecond=0) + timedelta(minutes=settings.SURGE_GUARD_MINUTES)
    began = guarding.guard(discussion, step, until=until, facts=arrivals.facts)
    if began is None:
        return False
    telling.tell_moderators(discussion, arrivals, since=str(began.number), step=step, until=until)
    return True


def arrived(discussion: Discussion, from_network: int) -> Arrivals:
    now = timezone.now()
    newest = Comment.objects.order_by("-pk").values_list("discussion_id", "created_at", "author_id")[:SAMPLE]
    authors: list[int] = []
    here: Counter[int] = Counter()
    elsewhere: Counter[tuple[int, int]] = Counter()
    for where, when, author in newest:
        slot = max(0, (now - when) // SLOT)
        if where != discussion.pk and now - when < SAMPLED and slot:
            elsewhere[where, slot] += 1
        elif where == discussion.pk and slot:
            here[slot] += 1
        elif where == discussion.pk:
            authors.append(author)
    return Arrivals(
        now=len(authors),
        newcomers=_newcomers_among(authors),
        network=min(from_network, len(authors)),
        here=median(here.values()) if here else 0,
        elsewhere=_busy(list(elsewhere.values())),
    )


def _newcomers_among(authors: list[int]) -> int:
    joined = timezone.now() - timedelta(days=settings.GUARD_NEWCOMER_DAYS)
    new = set(User.objects.filter(pk__in=set(authors), date_joined__gt=joined).values_list("pk", flat=True))
    return sum(author in new for author in authors)


def _busy(slots: list[int]) -> float:
    """What nine in ten of them do not exceed."""
    return quantiles(slots, n=10, method="inclusive")[-1] if len(slots) > 1 else float(sum(slots))
