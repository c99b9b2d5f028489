"""Small groups: where too few members hold a profession, everybody is told a broader one, or none.

A lone "poet and judge" is a name. So a profession is shown only where at least `SMALLEST_GROUP` members are shown with it (k-anonymity:
Sweeney, 2002). Those of a smaller group are counted to the broader profession, and with it to the next, until a group is large enough; where
none is, nothing is shown. So whatever stands beside a name stands beside at least so many names.

What is shown of each profession is kept with it (`Profession.shown_as`): pages read it with the profession, and it is written only when it
turns out otherwise, inside the transaction of what changed it. A credential that runs out changes nothing by itself; the clock settles that.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import Credential, Profession, User

Members = set[int]


def settle(*professions: Profession | None) -> int:
    """Sees anew what is shown of these professions, and of all under the same broadest one. Returns of how many it changed."""
    named = {profession.pk for profession in professions if profession}
    return _settle(named) if named else 0


def settle_all() -> int:
    """For the clock: as `settle`, of every profession."""
    return _settle(None)


def holders() -> QuerySet[User]:
    """Members who may be shown with a profession: they are here, and have not left."""
    return User.objects.filter(is_active=True, closed_at=None)


@transaction.atomic
def _settle(named: set[int] | None) -> int:
    """The rows are held from the first question on, so that of two members who leave at once the second counts without the first."""
    known = {profession.pk: profession for profession in hold()}
    top = {pk: _broadest(profession, known) for pk, profession in known.items()}
    concerned = {pk for pk in known if named is None or top[pk] in {top[one] for one in named if one in top}}
    shown = _shown(concerned, known)
    changed = [known[pk] for pk in concerned if known[pk].shown_as_id != shown[pk]]
    for profession in changed:
        profession.shown_as_id = shown[profession.pk]
    Profession.objects.bulk_update(changed, ["shown_as"])
    return len(changed)


def hold() -> list[Profession]:
    """All professions, held until the transaction ends, always in the same order.

    Without their keys: whoever writes a row that refers to one holds its key already, and two of them would wait for each other.
    """
    return list(Profession.objects.select_for_update(no_key=True).order_by("pk"))


def _above(profession: Profession) -> int | None:
    """What stands for a profession where it is not shown itself: what it was merged into, or its broader one."""
    return profession.alias_of_id or profession.broader_id


def _broadest(profession: Profession, known: dict[int, Profession]) -> int:
    return _line(profession, known)[-1]


def _line(profession: Profession, known: dict[int, Profession]) -> list[int]:
    """The profession and everything above it, in this order; a ring, which no form lets through, ends where it closes."""
    line = [profession.pk]
    while (above := _above(known[line[-1]])) and above not in line:
        line.append(above)
    return line


def _shown(concerned: set[int], known: dict[int, Profession]) -> dict[int, int | None]:
    """What is shown of each, by its number. The narrowest are looked at first, for those of a small group count to the broader one."""
    least = settings.SMALLEST_GROUP
    lines = {pk: _line(known[pk], known) for pk in concerned}
    members = _members(concerned, least)
    shown: dict[int, int | None] = {}
    waiting: dict[int, list[int]] = defaultdict(list)  # below each, what is not shown by itself
    for pk in sorted(concerned, key=lambda pk: -len(lines[pk])):
        group, above = [pk, *waiting[pk]], _above(known[pk])
        if known[pk].alias_of_id is None and len(members[pk]) >= least:
            shown.update(dict.fromkeys(group, pk))
        elif above in concerned and len(lines[pk]) > 1:
            waiting[above].extend(group)
            members[above] |= members[pk]
        else:
            shown.update(dict.fromkeys(group))
    return shown


def _members(concerned: set[int], least: int) -> dict[int, Members]:
    """Who holds each; of large groups only as many as make them large."""
    if least <= 1:  # nobody is to be hidden, not even who was the last
        return {pk: {0} for pk in concerned}
    members: dict[int, Members] = defaultdict(set)
    for by in ("profession", "further"):
        counts = dict(held(by, concerned).values_list(by).annotate(Count("pk")).order_by())
        for pk in [pk for pk, count in counts.items() if count >= least]:
            members[pk] |= set(held(by, [pk]).order_by().values_list("pk", flat=True)[:least])
        few = [pk for pk, count in counts.items() if count < least]
        for pk, member in held(by, few).order_by().values_list(by, "pk"):
            members[pk].add(member)
    return members


def held(by: str, professions: Iterable[int] | QuerySet[Any]) -> QuerySet[User]:
    """Members who hold one of the professions as their usual (`by` "profession") or a further one, a title reserved by law by a credential."""
    checked = Credential.objects.valid().filter(user=OuterRef("pk"), profession=OuterRef(by))
    members = holders().filter(**{f"{by}__in": professions if isinstance(professions, QuerySet) else list(professions)})
    return members.filter(Q(**{f"{by}__regulated": False}) | Exists(checked))
