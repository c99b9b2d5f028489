"""Sanctions: imposed and lifted through one door, and asked about in one place by everything that writes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Notice, User
from accounts.prepared import Prepared
from comments.models import Action, Decision, Rule, Sanction
from comments.telling import about

Kind = Sanction.Kind
ACTIONS = {Kind.WARNING: Action.WARN, Kind.SUSPENSION: Action.SUSPEND, Kind.BAN: Action.BAN}
LONGEST = 365  # days; what is meant to last longer is a ban, and says so
CHANGE_MEMBERS = "accounts.change_user"  # what makes an administrator


class MayNotSanction(Exception):
    """Nobody sanctions themselves, administrators, or who has left."""


class AlreadySanctioned(Exception):
    """Somebody else was quicker: `newest` is what the moderator had not seen."""

    def __init__(self, newest: Sanction) -> None:
        self.newest = newest
        super().__init__()


class AlreadyOver(Exception):
    """There is nothing to lift: it has ended, or somebody else has lifted it. `sanction` has been read anew."""

    def __init__(self, sanction: Sanction) -> None:
        self.sanction = sanction
        super().__init__()


class Stopped(Exception):
    """The member may not write at present: raised before anything is written, answered by `comments.stopping`."""

    def __init__(self, sanction: Sanction) -> None:
        self.sanction = sanction
        super().__init__()


def stopping(member: User) -> Sanction | None:
    """What keeps the member from writing now, with its decision; the one that lasts longest where there are several."""
    found = _stopping(member.pk, timezone.now())
    return found[0] if found else None


_stopping: Prepared[Sanction] = Prepared(
    lambda member, at: Sanction.objects.stopping(at).filter(member=member).select_related("decision__rule", "decision__text")[:1],
    int,
    datetime,
    by_key=True,
)


def must_be_free(member: User) -> None:
    """Raises Stopped. Whatever posts, edits, votes, reports or recommends asks this first (posting: with what it asks anyway)."""
    found = stopping(member)
    if found:
        raise Stopped(found)


def may_be_sanctioned(member: User, *, by: User) -> bool:
    is_administrator = member.is_superuser or member.has_perm(CHANGE_MEMBERS)
    return member.pk != by.pk and member.closed_at is None and not is_administrator


def newest_number(member: User) -> int:
    """The number of the member's newest sanction, 0 where there is none: what a moderator has before them."""
    return member.sanctions.order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def impose(
    kind: str, member: User, *, by: User, rule: Rule, reason: str, facts: str = "", days: int | None = None, seen: int | None = None
) -> Sanction:
    """`days` of a suspension and of nothing else; `seen` is the newest sanction that the moderator knew of, None not to ask.

    Raises MayNotSanction, AlreadySanctioned, and ValueError for what no form lets through.
    """
    _check(kind, rule, reason, days)
    if not may_be_sanctioned(member, by=by):
        raise MayNotSanction
    User.objects.select_for_update(no_key=True).get(pk=member.pk)  # SQLite's transactions stand in line anyway
    newest = member.sanctions.select_related("decision__actor").first()
    if seen is not None and newest is not None and newest.pk != seen:
        raise AlreadySanctioned(newest)
    until = timezone.now() + timedelta(days=days) if days else None
    action = ACTIONS[Kind(kind)]
    decision = Decision.record(
        action=action, from_state="", to_state=kind, by=by, member=member, rule=rule, reason=reason, facts=facts, until=until
    )
    sanction = Sanction.objects.create(member=member, kind=kind, decision=decision, until=until)
    Notice.tell(member, f"sanction_{action}", **about(decision))
    return sanction


def _check(kind: str, rule: Rule | None, reason: str, days: int | None) -> None:
    if not (rule and reason.strip()):
        raise ValueError("a sanction takes a rule and a reason")
    if (kind == Kind.SUSPENSION) != (days is not None) or (days is not None and not 1 <= days <= LONGEST):
        raise ValueError("a suspension takes a number of days, and nothing else does")


@transaction.atomic
def lift(sanction: Sanction, *, by: User, reason: str) -> Decision:
    """Raises MayNotSanction, AlreadyOver, and ValueError without a reason."""
    if by.pk == sanction.member_id:
        raise MayNotSanction
    if not reason.strip():
        raise ValueError("lifting a sanction takes a reason")
    end(sanction)
    decision = Decision.record(
        action=Action.LIFT, from_state=sanction.kind, to_state="", by=by, member=sanction.member, reason=reason, earlier=sanction.decision
    )
    Sanction.objects.filter(pk=sanction.pk).update(lifted_by=decision)
    Notice.tell(sanction.member, "sanction_lift", **about(decision))
    return decision


def end(sanction: Sanction) -> None:
    """By compare-and-set, in the transaction of the decision that ends it. Raises AlreadyOver."""
    if not Sanction.objects.stopping().filter(pk=sanction.pk).update(lifted_at=timezone.now()):
        sanction.refresh_from_db()
        raise AlreadyOver(sanction)


def tell_of_ends(most: int = 200) -> int:
    """For the clock: tells members that they can write again. Returns how many were told."""
    told = 0
    for sanction in Sanction.objects.over_untold().select_related("member", "decision")[:most]:
        told += _tell_of_end(sanction)
    return told


@transaction.atomic
def _tell_of_end(sanction: Sanction) -> bool:
    """False where another clock was quicker. Nobody is told who has left, or whom something longer still keeps from writing."""
    mine = Sanction.objects.filter(pk=sanction.pk, told_over_at=None).update(told_over_at=timezone.now())
    if not mine or sanction.member.closed_at or stopping(sanction.member):
        return False
    Notice.tell(sanction.member, "sanction_over", **about(sanction.decision))
    return True
