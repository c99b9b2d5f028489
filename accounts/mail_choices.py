"""What a member has chosen, and what follows when they choose again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.mail_groups import DIGEST, GROUPS, Group, group_of, to_choose
from accounts.models import MailChoice, Notice, User, When

# What a letter that gathers notices bears instead of a group, in the link by which it can be stopped.
GATHERED = {"day": When.DAILY, "week": When.WEEKLY}


@dataclass(frozen=True)
class Chosen:
    group: Group
    when: When


def chosen_by(members: Iterable[int]) -> dict[tuple[int, str], When]:
    """By member and group; who has not chosen is not there. One query."""
    rows = MailChoice.objects.filter(member__in=members).values_list("member", "group", "when")
    return {(member, group): When(when) for member, group, when in rows}


def choices_of(member: User) -> list[Chosen]:
    """Of every group that can be chosen, and last the letter of the week."""
    chosen = chosen_by([member.pk])
    return [Chosen(group, chosen.get((member.pk, group.key), group.default)) for group in [*to_choose(), DIGEST]]


def choice_for(member: User, kind: str) -> When | None:
    return chosen_by([member.pk]).get((member.pk, group_of(kind).key))


@transaction.atomic
def choose(member: User, group: Group, when: When) -> None:
    """From now on, and for what already waits to be mailed."""
    MailChoice.objects.update_or_create(member=member, group=group.key, defaults={"when": when, "chosen_at": timezone.now()})
    waiting = Notice.objects.of(member).to_mail().values_list("pk", "kind")
    numbers = [number for number, kind in waiting if group_of(kind) == group]
    Notice.objects.filter(pk__in=numbers, mailed_at=None, letter=None).update(mail_when="", mail_at=timezone.now())


def begin_letters(member: User) -> None:
    """Who begins to follow something asks for the letter of the week with it, unless they have chosen before."""
    MailChoice.objects.get_or_create(member=member, group=DIGEST.key, defaults={"when": When.WEEKLY})


@transaction.atomic
def stop(member: User, what: str) -> None:
    """No more mail of one group; or, by "day" and "week", of all that comes with that letter."""
    if what in GROUPS:
        choose(member, GROUPS[what], When.NEVER)
        return
    for chosen in choices_of(member):
        if chosen.when == GATHERED[what]:
            choose(member, chosen.group, When.NEVER)
