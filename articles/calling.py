"""Calls for voices: telling those who follow a profession that its view on a column is asked for."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Notice, Profession, ProfessionFollow, User
from articles import tasks
from articles.models import Call, ColumnPage

KIND = "called"
BATCH = 100  # members told in one transaction
A_ROUND = 20  # calls that the clock looks at


def followers_of(profession: Profession) -> QuerySet[User]:
    """Members who are here and follow the profession. Who holds it and does not follow it has not asked to be told."""
    return User.objects.filter(is_active=True, closed_at=None, pk__in=ProfessionFollow.about(profession).values("member"))


def tell_soon(number: int) -> None:
    """Has the worker tell them once the transaction has committed."""
    transaction.on_commit(partial(tasks.tell_called.enqueue, number))


def on_publication(sender: type[ColumnPage], instance: ColumnPage, **kwargs: Any) -> None:
    """Wagtail's word that a column was published, also by schedule: who was asked before is told now."""
    for number in Call.objects.to_tell().filter(column=instance.pk).values_list("pk", flat=True):
        tell_soon(number)


def tell(number: int) -> int:
    """Tells the followers of the profession, some at a time. Run twice, or again after it was cut off, it tells nobody twice.

    Stops where the column is no longer public, or is only for some; the rest are told when it is published for all. Returns how many
    were told.
    """
    told = 0
    while call := Call.objects.to_tell().filter(pk=number).select_related("column", "profession").first():
        if call.column.get_view_restrictions():
            break
        members = followers_of(call.profession).filter(pk__gt=call.told_up_to).exclude(pk=call.asked_by_id)
        batch = list(members.order_by("pk")[:BATCH])
        if not batch:
            call.finish()
            break
        told += _tell(call, batch)
    return told


def tell_waiting() -> int:
    """For the clock: goes on with what no worker has finished. Returns how many were told."""
    numbers = Call.objects.to_tell().order_by("pk").values_list("pk", flat=True)
    return sum(tell(number) for number in numbers[:A_ROUND])


@transaction.atomic
def _tell(call: Call, members: list[User]) -> int:
    if not call.advance(members[-1].pk):
        return 0
    with override("ko"):  # notices keep addresses without a language
        url = reverse("short_link", args=[call.column_id]) + "#composer"
    names: dict[str, Any] = {"profession": call.profession.name, "profession_en": call.profession.name_en}
    for member in members:
        Notice.tell(member, KIND, url=url, page=call.column.title, words=call.words, **names)
    return len(members)
