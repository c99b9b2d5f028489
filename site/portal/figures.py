"""Professions in numbers: who states them, how many columns concern them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from accounts.groups import held, holders
from accounts.models import Credential, Field, Profession


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
    """How many members are shown with each profession (None: with any): a regulated title only where it was checked.

    A profession that too few hold is counted with what is shown of it, or not at all; so every count is large enough (accounts.groups).
    """
    wanted = Profession.objects.exclude(shown_as=None)
    if professions is not None:
        wanted = wanted.filter(shown_as__in=list(professions))
    worn = wanted.order_by().values("pk")
    usual, further = F("profession__shown_as"), F("further__shown_as")
    also = held("further", worn).exclude(profession__shown_as=further)  # who would be counted twice
    members: dict[int, int] = Counter(dict(held("profession", worn).values_list(usual).annotate(Count("pk")).order_by()))
    members.update(dict(also.values_list(further).annotate(Count("pk", distinct=True)).order_by()))
    return members


@dataclass(frozen=True)
class Figures:
    members: int | None  # None: too few to be told of
    verified: int | None  # likewise
    columns: int


def figures_of(profession: Profession, columns: int) -> Figures:
    """With the number of its columns, which the list of them has counted; three queries."""
    return Figures(
        members=members_of([profession]).get(profession.pk, 0) if profession.is_shown else None,
        verified=_verified_of(profession) if profession.is_shown else None,
        columns=columns,
    )


def _verified_of(profession: Profession) -> int:
    valid = Credential.objects.valid().filter(profession__shown_as=profession, user__in=holders())
    return valid.values("user").distinct().count()
