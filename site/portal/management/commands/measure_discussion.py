import gc
import platform
import time
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from portal.measuring.cases import CASES, Case
from portal.measuring.plans import explained, main_table, statements, ways
from portal.measuring.rounds import measure
from portal.measuring.scratch import scratch_database
from portal.measuring.subjects import Subject, make_subjects
from portal.measuring.table import complaints, table

SIZES = [50, 1_000, 10_000, 100_000]


class Command(BaseCommand):
    help = "Measures reading and joining discussions of several sizes, in a database of its own that is dropped afterwards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many comments each discussion has")
        parser.add_argument("--rounds", type=int, default=21, help="how often each thing is asked of each discussion, after a warm-up")
        parser.add_argument("--only", default="", metavar="WORDS", help="only what has these words in its name")
        parser.add_argument("--plans", action="store_true", help="no times, but how much the database reads at each size, and how")
        parser.add_argument("--brief", action="store_true", help="the plans as a table, each query once and in a line")

    def handle(self, *args: Any, sizes: list[int], rounds: int, only: str, plans: bool, brief: bool, **options: Any) -> None:
        cases = [case for case in CASES if only in case.name]
        with scratch_database():
            started = time.monotonic()
            subjects = make_subjects(sorted(sizes))
            self.stderr.write(f"{sum(sizes):,} comments made in {time.monotonic() - started:.0f} seconds.")
            gc.freeze()
            if brief:
                self.show_brief_plans(cases, subjects)
            elif plans:
                self.show_plans(cases, subjects)
            else:
                self.show_times(cases, subjects, rounds)

    def show_times(self, cases: list[Case], subjects: list[Subject], rounds: int) -> None:
        rows = list(measure(cases, subjects, rounds))
        self.stdout.write(f"{connection.display_name} {version()}, Python {platform.python_version()}, {rounds} rounds\n\n{table(rows)}\n")
        for complaint in complaints(rows) or ["The queries are as many at every size, and nothing takes much longer at the largest."]:
            self.stdout.write(complaint)

    def show_plans(self, cases: list[Case], subjects: list[Subject]) -> None:
        """For each query how much work it makes at each size, and how it is answered at the largest."""
        for name, sql, work, lines in plans_of(cases, subjects):
            plan = "\n    ".join(lines)
            self.stdout.write(f"{name}: {' · '.join(work)}\n  {sql[sql.rindex(' FROM ') :][:1000]}\n    {plan}\n")

    def show_brief_plans(self, cases: list[Case], subjects: list[Subject]) -> None:
        sizes = [f"{subject.size:,}" for subject in subjects]
        self.stdout.write(f"{connection.display_name} {version()}\n\n| asked by | first of | {' | '.join(sizes)} | how |")
        self.stdout.write(f"|---|---|{'--:|' * len(sizes)}---|")
        seen: set[str] = set()
        for name, sql, work, lines in plans_of(cases, subjects):
            if sql not in seen:
                seen.add(sql)
                self.stdout.write(f"| {name} | {main_table(sql)} | {' | '.join(work)} | {ways(lines)} |")


def plans_of(cases: list[Case], subjects: list[Subject]) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Each query of each case: its name, its text, the work at each size, and its plan at the largest."""
    for case in cases:
        asked = [statements(case, subject) for subject in subjects if case.fits(subject)]
        for same in zip(*asked, strict=False):
            found = [explained(sql, params) for sql, params in same]
            yield case.name, same[-1][0], [f"{work:,}" for work, _plan in found], found[-1][1]


def version() -> str:
    return ".".join(map(str, connection.get_database_version()[:2]))
