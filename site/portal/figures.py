"""Professions in numbers: who states them, how many columns concern them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from accounts.models import Credential, Field, Profession, User
from articles.models import ColumnPage
from comments.models import Tally


@dataclass(frozen=True)
class Entry:
    """A profession in a directory, and how many members are shown with it."""

    profession: Profession
    members: int


Album = list[tuple[Field, list[Entry]]]


def album(most: int) -> Album:
    """For each field the `most` professions that most columns concern; two queries."""
    chosen: dict[Field, list[Profession]] = {field: [] for field in Field}
    for profession in _by_columns():
        if len(chosen[Field(profession.field)]) < most:
            chosen[Field(profession.field)].append(profession)
    members = members_of(profession for group in chosen.values() for profession in group)
    return [(field, [Entry(one, members.get(one.pk, 0)) for one in group]) for field, group in chosen.items() if group]


def directory() -> Album:
    """All current professions by field, and by name in the reader's language; two queries."""
    professions = sorted(Profession.objects.current().only(*SHOWN), key=lambda profession: profession.label)
    members = members_of(None)
    return [
        (field, [Entry(one, members.get(one.pk, 0)) for one in professions if one.field == field])
        for field in Field
        if any(one.field == field for one in professions)
    ]


SHOWN = ("slug", "name", "name_en", "seal", "field")


def _by_columns() -> Any:
    live = Q(columns__live=True)
    return Profession.objects.current().only(*SHOWN).annotate(told=Count("columns", filter=live)).order_by("-told", "name")


def members_of(professions: Iterable[Profession] | None) -> dict[int, int]:
    """How many members are shown with each profession (None: with any): a regulated title only where it was checked."""
    checked = Exists(Credential.objects.valid().filter(user=OuterRef("pk"), profession=OuterRef("profession")))
    members = User.objects.filter(closed_at=None, is_active=True, profession__isnull=False)
    if professions is not None:
        members = members.filter(profession__in=list(professions))
    members = members.filter(Q(profession__regulated=False) | checked)
    return dict(members.values_list("profession").annotate(Count("pk")).order_by())


@dataclass(frozen=True)
class Figures:
    members: int
    verified: int
    columns: int


def figures_of(profession: Profession) -> Figures:
    """Three queries."""
    return Figures(
        members=members_of([profession]).get(profession.pk, 0),
        verified=Credential.objects.valid().filter(profession=profession, user__closed_at=None).values("user").distinct().count(),
        columns=ColumnPage.objects.newest().about(profession).count(),
    )


@dataclass(frozen=True)
class Neighbour:
    """A profession that speaks in the same discussions; `share` of the first among them, in percent."""

    profession: Profession
    count: int
    share: int


def neighbours_of(profession: Profession, most: int = 6) -> list[Neighbour]:
    """Who speaks beside a profession, by the number of published comments; two queries."""
    shared = Tally.objects.filter(profession=profession, count__gt=0).values("discussion")
    beside = Tally.objects.filter(discussion__in=shared, profession__isnull=False).exclude(profession=profession)
    rows = list(beside.values_list("profession").annotate(total=Sum("count")).filter(total__gt=0).order_by("-total", "profession")[:most])
    professions = Profession.objects.only(*SHOWN).in_bulk([pk for pk, _ in rows])
    return [Neighbour(professions[pk], total, round(100 * total / rows[0][1])) for pk, total in rows]
