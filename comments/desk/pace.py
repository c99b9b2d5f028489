"""How long it has lately taken the desk to decide: the median, reckoned over few rows and remembered for some minutes."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from statistics import median

from django.core.cache import cache
from django.utils import timezone

from comments.models import Action, Decider, Decision, Report, State

from .ages import spell

LATELY, AMONG = timedelta(days=7), 200  # the newest so many decisions of so many days
ENOUGH = 5  # of fewer a middle says nothing
KEPT = 300  # seconds
UNKNOWN = -1


def pace_of(queue: str) -> str:
    """In words, for a queue of what is owed; "" where too little was decided lately, and for what is owed to nobody."""
    if queue not in SPANS:
        return ""
    key = f"desk-pace:{queue}"
    seconds = cache.get(key)
    if seconds is None:
        seconds = _median(SPANS[queue](timezone.now() - LATELY))
        cache.set(key, seconds, KEPT)
    return "" if seconds == UNKNOWN else spell(timedelta(seconds=seconds))


def _median(spans: Iterable[timedelta]) -> float:
    took = [max(span.total_seconds(), 0) for span in spans]
    return median(took) if len(took) >= ENOUGH else UNKNOWN


def _of_waiting(since: datetime) -> list[timedelta]:
    """From the writing of the words that a person decided on to the decision."""
    rows = Decision.objects.filter(made_at__gte=since, from_state=State.PENDING, decider=Decider.PERSON, comment__isnull=False)
    decided = rows.filter(action__in=(Action.PUBLISH, Action.REJECT, Action.SPAM)).order_by("-number")
    times = decided.values_list("made_at", "comment__created_at", "comment__edited_at")[:AMONG]
    return [made - (edited if edited and edited < made else written) for made, written, edited in times]


def _of_reported(since: datetime) -> list[timedelta]:
    """From a report to the decision that answered it."""
    answered = Report.objects.filter(decision__made_at__gte=since).order_by("-decision__number")
    return [made - filed for made, filed in answered.values_list("decision__made_at", "created_at")[:AMONG]]


SPANS: dict[str, Callable[[datetime], list[timedelta]]] = {"waiting": _of_waiting, "reported": _of_reported}
