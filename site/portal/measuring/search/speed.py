"""How long it takes to find something in a crowd."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Any

from accounts.searching.question import Question, ask
from accounts.searching.ranking import found, matching
from articles.models import ColumnPage
from comments.models import Comment
from portal.measuring.search.crowd import COMMON, RARE

FIRST = 201  # hits that a page of results looks at


@dataclass
class Timed:
    name: str
    hits: int
    times: list[float] = field(default_factory=list)  # milliseconds
    worked: list[float] = field(default_factory=list)  # milliseconds of this process's own work; on PostgreSQL the server's is not in it

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[round(0.95 * (len(self.times) - 1))]


def cases() -> Iterator[tuple[str, Callable[[], int]]]:
    """What is asked, and how; each gives as many as it found."""
    visible: dict[str, Any] = {"columns": ColumnPage.objects.newest(), "comments": Comment.objects.on_public_pages()}
    for word in (COMMON, RARE):
        question = ask(word)
        if question is None:
            raise LookupError
        yield f"{word}: reading the question", partial(_asked, word)
        for name, queryset in visible.items():
            yield f"{word}: {name}, best first", partial(_found, queryset, question, newest_first=False)
            yield f"{word}: {name}, newest first", partial(_found, queryset, question, newest_first=True)
            yield f"{word}: {name}, counted", partial(_counted, queryset, question)


def _asked(word: str) -> int:
    return 1 if ask(word) else 0


def _found(queryset: Any, question: Question, *, newest_first: bool) -> int:
    return len(found(queryset, question, newest_first=newest_first, limit=FIRST))


def _counted(queryset: Any, question: Question) -> int:
    return matching(queryset.order_by(), question)[:FIRST].count()


def measure(rounds: int) -> list[Timed]:
    """After one round to warm up."""
    timed = [(Timed(name, run()), run) for name, run in cases()]
    for _round in range(rounds):
        for one, run in timed:
            started, worked = time.perf_counter(), time.process_time()
            run()
            one.worked.append(1000 * (time.process_time() - worked))
            one.times.append(1000 * (time.perf_counter() - started))
    return [one for one, _run in timed]
