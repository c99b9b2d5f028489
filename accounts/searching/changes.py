"""What has changed since it was indexed: noted when it is written, read in the background a little later, many at one go."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from accounts.models import SearchChange, SearchEntry, SearchIndex

from . import analysers
from .indexing import entries_of, write
from .kinds import entry_number, kind_of
from .triggers import WATCHED

AT_A_TIME = 100  # objects; analysing them takes a second or two, writing them some milliseconds


def note(instance: Model) -> None:
    """That `instance` was made, changed or deleted. It costs one INSERT of two columns."""
    SearchChange.objects.create(kind=kind_of(type(instance)), object_pk=instance.pk)


def on_change(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """For the signals of Django, of models that no trigger watches."""
    if not kwargs.get("raw") and kind_of(sender) not in WATCHED:
        note(instance)


def index_some() -> int:
    """Indexes what changed first, and returns how many changes it took. Two may do it at a time: the later is as right as the earlier."""
    seen = list(SearchChange.objects.order_by("pk")[:AT_A_TIME])
    changed: dict[str, set[int]] = defaultdict(set)
    for change in seen:
        changed[change.kind].add(change.object_pk)
    for kind, numbers in changed.items():
        _index(kind, numbers)
    SearchChange.objects.filter(pk__in=[change.pk for change in seen]).delete()
    return len(seen)


def index_all() -> None:
    """Until nothing is left that has changed."""
    while index_some():
        pass


_oldest: int | None = None


def index_forgotten() -> None:
    """For the clock: indexes what nobody has indexed since it was looked at last, because no process for search runs."""
    global _oldest
    oldest = SearchChange.objects.order_by("pk").values_list("pk", flat=True).first()
    if oldest is not None and oldest == _oldest:
        index_all()
    _oldest = oldest


def instances_of(kind: str, numbers: set[int]) -> list[Any]:
    """The objects as they are indexed: pages as what they are. None of a kind that there is no more."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return []
    found = model._default_manager.filter(pk__in=numbers)
    return list(found.specific() if hasattr(found, "specific") else found)


def _index(kind: str, numbers: set[int]) -> None:
    """Analyses first, so that what is written is written at one go and keeps nobody waiting."""
    instances = instances_of(kind, numbers)
    entries = {
        index: entries_of(index, instances) if index.is_kept and analysers.can(index.analyser) else []
        for index in SearchIndex.objects.all()  # two at most: one that answers and one that is being built
    }
    with transaction.atomic():
        for index, found in entries.items():
            nothing = numbers - {entry.object_pk for entry in found}
            SearchEntry.objects.filter(pk__in=[entry_number(index.pk, kind, number) for number in nothing]).delete()
            write(found)
