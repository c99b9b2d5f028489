"""Asking again and again, the sizes in turn, so that whatever else the machine does falls on all of them alike."""

import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.measuring.cases import Case
from portal.measuring.subjects import Subject

WARM_UP = 2
COMMENT = b'<article id="comment-'


@dataclass
class Measured:
    """One case at one size."""

    case: Case
    size: int
    queries: int
    bytes: int
    shown: int  # comments in the answer
    times: list[float] = field(default_factory=list)  # milliseconds

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[round(0.95 * (len(self.times) - 1))]


def measure(cases: list[Case], subjects: list[Subject], rounds: int) -> Iterator[list[Measured]]:
    """Yields, once everything has been asked, for each case what it took at each size."""
    pairs = {case: [subject for subject in subjects if case.fits(subject)] for case in cases}
    for turn in range(WARM_UP):
        for case, fitting in pairs.items():
            for subject in fitting:
                case.ask(subject, turn)
    measured = {case: {subject.size: counted(case, subject) for subject in fitting} for case, fitting in pairs.items()}
    for turn in range(rounds):
        gc.collect()
        for case, fitting in pairs.items():
            first = turn % len(fitting)
            for subject in fitting[first:] + fitting[:first]:
                started = time.perf_counter()
                case.ask(subject, WARM_UP + 1 + turn)
                measured[case][subject.size].times.append(1000 * (time.perf_counter() - started))
    for of_case in measured.values():
        yield list(of_case.values())


def counted(case: Case, subject: Subject) -> Measured:
    """The queries and the size of the answer, apart from the times: counting takes time itself."""
    with CaptureQueriesContext(connection) as captured:
        content = case.ask(subject, WARM_UP).content
    return Measured(case, subject.size, len(captured), len(content), content.count(COMMENT))
