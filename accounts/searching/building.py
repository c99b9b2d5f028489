"""Building an index of everything there is, beside the one that answers. It can be stopped at any time, and goes on where it was."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.search import index as wagtail_index

from accounts.models import SearchChange, SearchEntry, SearchIndex

from . import analysers, state
from .changes import instances_of
from .indexing import entries_of, write
from .kinds import bounds, kind_of

BATCH = 50  # objects; analysing them takes a second or two
FORSAKEN = timedelta(minutes=1)  # after which somebody else goes on with an index that nobody has looked after
TAKEN_AWAY_AT_ONCE = 500  # entries of an index that is over


class LookedAfter(Exception):
    """Somebody else is building it."""


@dataclass(frozen=True)
class Progress:
    kind: str
    done: int
    total: int


def kinds() -> list[str]:
    """What can be searched for; the many come last."""
    indexed = {kind_of(model) for model in wagtail_index.get_indexed_models()}
    return sorted(indexed, key=lambda kind: (kind == "comments.comment", kind))


def searched(kind: str) -> Any:
    """The manager of all objects of a kind."""
    from django.apps import apps

    return apps.get_model(kind)._default_manager


class Builder:
    """Goes on with the index that is being built, or begins one of the analyser `name`."""

    def __init__(self, name: str = "") -> None:
        self.name = name or analysers.wanted()
        self.keeper = uuid.uuid4().hex
        self.index = self._take()

    def _take(self) -> SearchIndex:
        """Raises LookedAfter."""
        SearchIndex.objects.filter(state=SearchIndex.State.BUILDING).exclude(analyser=self.name).update(state=SearchIndex.State.RETIRED)
        index = state.building() or self._begin()
        free = Q(keeper__in=["", self.keeper]) | Q(looked_after_at__lt=timezone.now() - FORSAKEN)
        if not SearchIndex.objects.filter(free, pk=index.pk).update(keeper=self.keeper, looked_after_at=timezone.now()):
            raise LookedAfter
        return index

    def _begin(self) -> SearchIndex:
        if state.answering() is None:  # all that changed until now is read anyway
            SearchChange.objects.all().delete()
        return SearchIndex.objects.create(analyser=self.name)

    def leave(self) -> None:
        """Lets somebody else go on with it at once."""
        SearchIndex.objects.filter(pk=self.index.pk, keeper=self.keeper).update(keeper="")

    def batches(self) -> Iterator[Progress]:
        """Indexes the next batch each time, until everything is indexed; then the index answers. Raises LookedAfter, Away."""
        for kind in kinds():
            total = searched(kind).count()
            done = searched(kind).filter(pk__lte=self.index.done.get(kind, 0)).count()
            while taken := self._batch(kind):
                done += taken
                yield Progress(kind, done, total)
        self._finish()

    def _batch(self, kind: str) -> int:
        after = self.index.done.get(kind, 0)
        numbers = list(searched(kind).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not numbers:
            return 0
        entries = entries_of(self.index, instances_of(kind, set(numbers)))
        done = {**self.index.done, kind: numbers[-1]}
        with transaction.atomic():
            write(entries)
            mine = SearchIndex.objects.filter(pk=self.index.pk, keeper=self.keeper, state=SearchIndex.State.BUILDING)
            if not mine.update(done=done, looked_after_at=timezone.now()):
                raise LookedAfter
        self.index.done = done
        return len(numbers)

    @transaction.atomic
    def _finish(self) -> None:
        SearchIndex.objects.filter(state=SearchIndex.State.ANSWERING).update(state=SearchIndex.State.RETIRED)
        SearchIndex.objects.filter(pk=self.index.pk).update(state=SearchIndex.State.ANSWERING, ended_at=timezone.now(), keeper="")


def give_up() -> None:
    """Takes away what was begun, so that the next building begins at the beginning."""
    SearchIndex.objects.filter(state=SearchIndex.State.BUILDING).update(state=SearchIndex.State.RETIRED)


def take_away_old(pause: Callable[[], object] = lambda: None) -> None:
    """Takes away the entries of indexes that are over, a few at a time, with `pause` between."""
    for index in SearchIndex.objects.filter(state=SearchIndex.State.RETIRED):
        while some := list(SearchEntry.objects.filter(pk__range=bounds(index.pk)).values_list("pk", flat=True)[:TAKEN_AWAY_AT_ONCE]):
            SearchEntry.objects.filter(pk__in=some).delete()
            pause()
        index.delete()


def build_all(name: str = "") -> SearchIndex:
    """Builds an index at one go."""
    builder = Builder(name)
    for _progress in builder.batches():
        pass
    take_away_old()
    return SearchIndex.objects.get(pk=builder.index.pk)
