"""Merging: one profession becomes another name of a second one. What points at it moves, or stays as it was worn.

Its row stays, as an alias, since comments, votes and decisions keep its number: nothing of what was said is rewritten, and what is shown of
it follows by itself (`accounts.groups`). Other apps register in `ready()` what becomes of each of their relations to `Profession`; a test
walks all relations and demands a decision on each. It cannot be undone: nobody could tell afterwards who had come from where.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts import groups
from accounts.models import Profession, User

ACTION = "gongron.profession.merge"
Move = Callable[[Profession, Profession], None]


@dataclass(frozen=True)
class Relation:
    """A field that points at professions (`app.Model.field`), and what merging does to it: `move(old, new)`, or None: kept as it was worn.

    `rows` are those of a profession; with `what` the page that asks says how many there are.
    """

    field: str
    move: Move | None
    what: Any = ""
    rows: Callable[[Profession], QuerySet[Any]] | None = None


RELATIONS: dict[str, Relation] = {}


def moves(field: str, move: Move, *, what: Any = "", rows: Callable[[Profession], QuerySet[Any]] | None = None) -> None:
    """Has `move(old, new)` called inside the transaction of merging."""
    RELATIONS[field] = Relation(field, move, what, rows)


def keeps(*fields: str, what: Any = "", rows: Callable[[Profession], QuerySet[Any]] | None = None) -> None:
    """Says that these fields keep the number of the profession that was merged; `what` and `rows` tell of the first."""
    for place, field in enumerate(fields):
        RELATIONS[field] = Relation(field, None, "" if place else what, None if place else rows)


@dataclass(frozen=True)
class Told:
    """What merging concerns, in words and numbers; `goes` says whether it moves."""

    what: Any
    number: int
    goes: bool


def told_of(old: Profession) -> list[Told]:
    """One query for each kind of thing."""
    return [Told(one.what, one.rows(old).count(), one.move is not None) for one in RELATIONS.values() if one.rows and one.what]


class NotMerged(ValidationError):
    """Why two professions cannot be merged."""


def check(old: Profession, new: Profession) -> None:
    """Raises NotMerged where `old` cannot become `new`."""
    if old.alias_of_id:
        raise NotMerged(_("This profession has been merged already."), code="merged")
    if new.pk == old.pk:
        raise NotMerged(_("A profession is not merged into itself."), code="itself")
    if new.alias_of_id or new.retired_at:
        raise NotMerged(_("Nobody can choose that profession any more, so nothing is merged into it."), code="not_current")
    if old.pk in _above(new):
        raise NotMerged(_("That profession is part of this one. Give it another broader profession first."), code="below")
    if old.regulated and not new.regulated:
        raise NotMerged(
            _("The law reserves this title and not that one: what was checked would be shown as something anybody may say."),
            code="regulated",
        )
    if new.regulated and not old.regulated:
        raise NotMerged(
            _("The law reserves that title and not this one: those who only stated it would seem to hold the title."), code="regulated"
        )


def _above(profession: Profession) -> set[int]:
    """The numbers of the broader professions, up to the broadest."""
    above: set[int] = set()
    step = profession.broader
    while step and step.pk not in above:
        above.add(step.pk)
        step = step.broader
    return above


@transaction.atomic
def merge(old: Profession, new: Profession, *, by: User) -> None:
    """Makes `old` another name of `new`, all or nothing, and logs who did it. Raises NotMerged, also where somebody was quicker."""
    held = {row.pk: row for row in groups.hold()}
    old, new = held[old.pk], held[new.pk]
    check(old, new)
    if not Profession.objects.filter(pk=old.pk, alias_of=None).update(alias_of=new):
        raise NotMerged(_("This profession has been merged already."), code="merged")
    for relation in RELATIONS.values():
        if relation.move:
            relation.move(old, new)
    groups.settle(old, new, old.broader)
    for profession in (old, new):
        # Each with a number of its own: of those that share one, histories show the last only.
        log(profession, ACTION, user=by, uuid=uuid.uuid4(), data={"old": old.name, "new": new.name})


def catch_up() -> int:
    """For the clock: moves what came to point at a merged profession since, from forms that were on their way. Returns what it found."""
    late = [
        (relation, old)
        for old in Profession.objects.merged().select_related("alias_of")
        for relation in RELATIONS.values()
        if relation.move and relation.rows and relation.rows(old).exists()
    ]
    for relation, old in late:
        _catch_up(relation, old)
    return len(late)


@transaction.atomic
def _catch_up(relation: Relation, old: Profession) -> None:
    groups.hold()
    if relation.move and old.alias_of:
        relation.move(old, old.alias_of)
        groups.settle(old)


def move_links(through: type[Model], whose: str) -> Move:
    """A move of a relation of many to many, kept in the table `through`, whose other end is the field `whose`; who has both keeps one."""
    rows: QuerySet[Any] = through._default_manager.all()

    def move(old: Profession, new: Profession) -> None:
        both = rows.filter(profession=new).values(whose)
        rows.filter(profession=old, **{f"{whose}__in": list(both.values_list(whose, flat=True))}).delete()
        rows.filter(profession=old).update(profession=new)

    return move
