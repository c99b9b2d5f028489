"""What is counted for a quarter: each a query that the database sums up, so that the answer is as short for a million rows as for ten."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

from comments.models import Action, Comment, Decider, Decision, Report, State
from comments.quarters import Quarter
from portal.transparency.medians import Median, medians

REFUSING = (Action.REJECT, Action.SPAM, Action.TAKE_DOWN, Action.BLIND, Action.ERASE)  # what takes a comment from readers
FIRST = (Action.PUBLISH, Action.REJECT, Action.SPAM)  # what a review can end with


def _undone(decision: str) -> Exists:
    """Taken back at once, or when it was looked at again: it counts for nothing. `decision` names the field with its key."""
    return Exists(Decision.objects.filter(earlier=OuterRef(decision), action=Action.UNDO))


def standing(begin: datetime, end: datetime) -> QuerySet[Decision]:
    """Decisions of a time that were not undone; an undoing and a correction are none of their own."""
    rows = Decision.objects.filter(made_at__gte=begin, made_at__lt=end).exclude(action__in=[Action.UNDO, Action.CORRECT])
    return rows.exclude(_undone("pk")).order_by()


def received(begin: datetime, end: datetime) -> QuerySet[Report]:
    return Report.objects.filter(created_at__gte=begin, created_at__lt=end).order_by()


def written(quarter: Quarter) -> int:
    return Comment.objects.filter(created_at__gte=quarter.begin, created_at__lt=quarter.end).count()


@dataclass(frozen=True)
class Answered:
    """Of reports: how many there were, how many have been decided on, and how many of those led to a measure."""

    received: int = 0
    decided: int = 0
    acted: int = 0


ACTED = Q(decision__action__in=REFUSING) & Q(~_undone("decision_id"))


def _answered(rows: QuerySet[Report], by: str) -> dict[Hashable, Answered]:
    decided, acted = Count("decision"), Count("pk", filter=ACTED)
    counted = rows.values(by).annotate(received=Count("pk"), decided=decided, acted=acted)
    return {row[by]: Answered(row["received"], row["decided"], row["acted"]) for row in counted}


def reports_by_rule(quarter: Quarter) -> tuple[dict[Hashable, Answered], dict[Hashable, Median]]:
    """Both by the key of the rule that was complained of; the median from a report to its decision, of those decided by now."""
    rows = received(quarter.begin, quarter.end)
    return _answered(rows, "rule"), medians(rows.filter(decision__isnull=False), F("decision__made_at") - F("created_at"), "rule")


def reports_by_month(begin: datetime, end: datetime) -> tuple[dict[Hashable, Answered], dict[Hashable, Median]]:
    """The same by Seoul's months."""
    rows = received(begin, end).annotate(month=TruncMonth("created_at", tzinfo=timezone.get_default_timezone()))
    return _answered(rows, "month"), medians(rows.filter(decision__isnull=False), F("decision__made_at") - F("created_at"), "month")


def time_to_answer(quarter: Quarter) -> Median:
    rows = received(quarter.begin, quarter.end).filter(decision__isnull=False).annotate(all=Value(1))
    return medians(rows, F("decision__made_at") - F("created_at"), "all").get(1, Median(0, None))


def time_to_review(quarter: Quarter) -> Median:
    """From the writing of words that were held, or the change that had them held again, to a person's decision on them."""
    rows = standing(quarter.begin, quarter.end).filter(action__in=FIRST, from_state=State.PENDING, decider=Decider.PERSON)
    changed = When(comment__edited_at__lt=F("made_at"), then=F("comment__edited_at"))
    took = F("made_at") - Case(changed, default=F("comment__created_at"))
    return medians(rows.annotate(all=Value(1)), took, "all").get(1, Median(0, None))


def decisions(quarter: Quarter) -> Counter[tuple[int | None, str, str]]:
    """By rule (its key), action and decider."""
    rows = standing(quarter.begin, quarter.end).values_list("rule", "action", "decider").annotate(n=Count("pk"))
    return Counter({(rule, action, decider): n for rule, action, decider, n in rows})


def appeals(quarter: Quarter) -> Counter[tuple[int | None, str]]:
    """By the rule of the decision that was appealed against, and the outcome."""
    rows = standing(quarter.begin, quarter.end).filter(action__in=[Action.UPHOLD, Action.REVERSE])
    return Counter({(rule, action): n for rule, action, n in rows.values_list("earlier__rule", "action").annotate(n=Count("pk"))})


def holds(quarter: Quarter) -> Counter[tuple[str, str | None]]:
    """Comments written in the quarter that a rule held, by the rule and the first decision on them (None where there is none)."""
    first = Decision.objects.filter(comment=OuterRef("pk"), from_state=State.PENDING).exclude(_undone("pk")).order_by("number")
    held = Comment.objects.filter(created_at__gte=quarter.begin, created_at__lt=quarter.end).exclude(held_because="").order_by()
    rows = held.annotate(outcome=Subquery(first.values("action")[:1])).values_list("held_because", "outcome").annotate(n=Count("pk"))
    found: Counter[tuple[str, str | None]] = Counter()
    for why, outcome, n in rows:
        found[why.split(":")[0], outcome] += n  # a step may say more than its name
    return found
