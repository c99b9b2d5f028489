"""How many comments a discussion has from each profession."""

from functools import cache
from typing import Any

from django.db import models
from django.db.models import F

from accounts.models import Profession
from accounts.models.quick import QuickRow
from accounts.prepared_writes import PreparedUpdate


def move(tallies: Any, step: int, **cell: Any) -> None:
    """Moves the count of one cell of a table of counts, which is made where it is not there yet."""
    named = {name: value for name, value in cell.items() if type(value) in (int, str)}
    shape = tuple((name, type(value) if name in named else value) for name, value in cell.items())
    if not _mover(tallies, step, shape)(*named.values()):
        tallies.objects.create(**cell, count=step)


@cache
def _mover(tallies: Any, step: int, shape: tuple[tuple[str, Any], ...]) -> PreparedUpdate:
    """One for each shape of a cell: what is null, true or false stands in the statement itself."""
    kinds = {name: kind for name, kind in shape if isinstance(kind, type)}
    fixed = {name: value for name, value in shape if name not in kinds}
    change = {"count": F("count") + step}
    return PreparedUpdate(
        lambda *values: (tallies.objects.filter(**dict(zip(kinds, values, strict=True)), **fixed), change), *kinds.values()
    )


class Tally(QuickRow):
    """How many published comments of a discussion were spoken from a profession, verified and stated apart."""

    discussion = models.ForeignKey("comments.Discussion", models.CASCADE, related_name="tallies")
    profession = models.ForeignKey(Profession, models.PROTECT, null=True, related_name="+")
    verified = models.BooleanField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "profession", "verified"], name="one_tally"),
            models.UniqueConstraint(fields=["discussion", "verified"], condition=models.Q(profession=None), name="one_tally_undisclosed"),
            models.CheckConstraint(condition=models.Q(count__gte=0), name="tally_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.profession_id} {self.count}"
