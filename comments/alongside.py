"""Who speaks beside a profession, in the discussions that it took part in."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Sum

from accounts.models import Profession
from comments.models import Discussion, Tally
from comments.voices import Voice, gather

MOST = 1000  # discussions, the newest: of more, the picture would be the same


@dataclass(frozen=True)
class Alongside:
    """`voices` of all the discussions together, the profession's own among them."""

    discussions: int = 0
    voices: list[Voice] = field(default_factory=list)


def alongside(profession: Profession) -> Alongside:
    """Three queries; one where it is in no discussion, or not shown."""
    heard = Tally.objects.filter(profession__shown_as=profession, count__gt=0).values("discussion")
    talks = Discussion.objects.filter(pk__in=heard, page__live=True).order_by("-pk")[:MOST]
    number = talks.count()
    if not number:
        return Alongside()
    rows = Tally.objects.filter(discussion__in=talks.values("pk"), count__gt=0).order_by().values_list("profession", "verified")
    totals = Counter({(pk, verified): total for pk, verified, total in rows.annotate(total=Sum("count"))})
    professions = Profession.objects.select_related("shown_as").in_bulk({pk for pk, _verified in totals if pk})
    tallies = [
        Tally(profession=professions[pk] if pk else None, verified=verified, count=total) for (pk, verified), total in totals.items()
    ]
    return Alongside(number, gather(tallies))
