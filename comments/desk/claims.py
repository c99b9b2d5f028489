"""Claims as they lie on the desk: what is owed, what is hidden, what is over; and what can be done about one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from comments.models import Claim, Decision, Outcome, State
from comments.models.claim import ClaimQuerySet
from comments.pages import paragraphs_of

from .access import MODERATE
from .ages import Age, spell
from .limits import within_either

DECISIONS, PARAGRAPHS = 20, 300


@dataclass(frozen=True)
class Shelf:
    key: str
    label: Any
    claims: Callable[[], ClaimQuerySet]
    empty: Any


SHELVES = {
    shelf.key: shelf
    for shelf in (
        Shelf("owed", pgettext_lazy("claims", "To be answered"), lambda: Claim.objects.owed(), gettext_lazy("Nothing is owed.")),
        Shelf(
            "hidden",
            pgettext_lazy("claims", "Hidden now"),
            lambda: Claim.objects.standing().order_by("until", "pk"),
            gettext_lazy("Nothing is hidden."),
        ),
        Shelf("closed", pgettext_lazy("claims", "Closed"), lambda: Claim.objects.closed(), gettext_lazy("No case has been closed yet.")),
    )
}


def mine(user: User) -> Q:
    """What this moderator may decide on, as a condition on claims: those on comments, and those on whole columns."""
    return within_either(user, "comment__discussion__page", "discussion__page")


def owed(user: User) -> ClaimQuerySet:
    return Claim.objects.owed().filter(mine(user))


def claim_to_decide(user: User, number: int) -> Claim:
    """A claim that counts. Raises PermissionDenied, also for whoever wrote what it is about: the claimant's name is not for them; Http404."""
    if not user.has_perm(MODERATE):
        raise PermissionDenied
    claims = Claim.objects.filed().shown_with().select_related("revision", "opened_by", "objected_by", "decision__text", "decision__actor")
    claim = claims.filter(mine(user), id=number).first()
    if claim is None:
        raise Http404
    if user.pk in [member.pk for member in claim.answering()]:
        raise PermissionDenied(_("This claim is about your own words. Somebody else has to decide on it."))
    return claim


@dataclass(frozen=True)
class Verb:
    """`key` is the last part of its address, after `claim-`; `needs` are the fields of the form without which it cannot be done."""

    key: str
    label: Any
    needs: tuple[str, ...] = ("reason",)
    is_risky: bool = False


BLIND = Verb("blind", pgettext_lazy("decision on a claim", "Hide for a time"), ("rule", "reason", "days"))
REFUSE = Verb("refuse", pgettext_lazy("decision on a claim", "Refuse"))
ERASE = Verb("erase", pgettext_lazy("decision on a claim", "Delete for good"), ("rule", "reason"), is_risky=True)
LIFT = Verb("lift", pgettext_lazy("decision on a claim", "Show again now"))
STAY = Verb("stay", pgettext_lazy("decision on a claim", "Leave as decided"))
ORDER = Verb("order", pgettext_lazy("decision on a claim", "Hide on by order of a court"), ("reason", "until"), is_risky=True)
CONCEDE = Verb("concede", pgettext_lazy("decision on a claim", "Admit the mistake"))


def offered(claim: Claim) -> tuple[Verb, ...]:
    """The buttons below a case, the likeliest first."""
    if claim.is_open:
        return tuple(
            verb for verb, can in ((BLIND, _can_be(claim, State.BLINDED)), (REFUSE, True), (ERASE, _can_be(claim, State.ERASED))) if can
        )
    if claim.stands:
        return (*((STAY,) if claim.awaits_answer and claim.objected_at else ()), LIFT, ERASE, ORDER)
    return (STAY, CONCEDE) if claim.outcome == Outcome.ERASED and claim.awaits_answer else ()


def _can_be(claim: Claim, state: State) -> bool:
    if claim.comment:
        return claim.comment.state == state == State.BLINDED or claim.comment.may_become(state)
    return claim.place.page.live or state == State.ERASED


@dataclass
class Docket:
    """A claim as the page of the desk shows it."""

    claim: Claim

    @property
    def verbs(self) -> tuple[Verb, ...]:
        return offered(self.claim)

    @property
    def needs(self) -> set[str]:
        return {name for verb in self.verbs for name in verb.needs}

    @property
    def age(self) -> Age | None:
        return age_of(self.claim)

    @cached_property
    def decisions(self) -> list[Decision]:
        """On what it is about, the newest first."""
        comment = self.claim.comment
        about = Decision.objects.filter(comment=comment) if comment else Decision.objects.filter(discussion=self.claim.place, comment=None)
        return list(about.select_related("actor", "rule", "text")[:DECISIONS])

    @cached_property
    def paragraphs(self) -> list[str]:
        """Of a whole page, as it stood when it was hidden: it can be read nowhere else meanwhile."""
        if self.claim.comment:
            return []
        revision = self.claim.revision
        return list(paragraphs_of(revision.as_object() if revision else self.claim.place.page).values())[:PARAGRAPHS]

    @cached_property
    def others(self) -> list[Claim]:
        """Other claims about the same."""
        same = Claim.objects.filed().filter(comment=self.claim.comment_id, discussion=self.claim.discussion_id)
        return list(same.exclude(pk=self.claim.pk).order_by("-pk")[:DECISIONS])


def age_of(claim: Claim) -> Age | None:
    return time_to(claim.due_at) if claim.due_at else None


def time_to(due: datetime) -> Age:
    left = due - timezone.now()
    if left.total_seconds() < 0:
        return Age(_("%(time)s overdue") % {"time": spell(-left)}, "late")
    return Age(_("%(time)s left") % {"time": spell(left)}, "soon" if left.total_seconds() < 3 * 3600 else "")


def said_by(claim: Claim) -> str:
    """Who decided what, and when: told to a moderator who came second. `claim` has been read anew."""
    if claim.outcome == Outcome.GONE:
        return _("What the claim is about is gone by now. Your decision was not recorded; your words are still in the form.")
    decision = claim.decision
    if decision is None or (claim.objected_at and claim.objected_at > decision.made_at):
        return _("This case has changed in the meantime. Please look at it again. Your words are still in the form.")
    return _("‘%(name)s’ decided at %(time)s: %(what)s. Your decision was not recorded; your words are still in the form.") % {
        "name": decision.actor.shown_name if decision.actor else _("an automatic rule"),
        "time": date_format(localtime(decision.made_at), "SHORT_DATETIME_FORMAT"),
        "what": decision.get_action_display(),
    }
