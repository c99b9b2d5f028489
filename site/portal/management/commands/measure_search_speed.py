import time
from statistics import median
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from accounts.searching.state import analyser_in_use
from portal.measuring.scratch import scratch_database
from portal.measuring.search.crowd import make_crowd
from portal.measuring.search.speed import measure


class Command(BaseCommand):
    help = "Times search among many columns and comments, in a database of its own that is dropped afterwards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--columns", type=int, default=2_000)
        parser.add_argument("--comments", type=int, default=100_000)
        parser.add_argument("--rounds", type=int, default=21)

    def handle(self, *, columns: int, comments: int, rounds: int, **_options: Any) -> None:
        with scratch_database():
            started = time.monotonic()
            make_crowd(columns, comments)
            self.stderr.write(f"Made in {time.monotonic() - started:.0f} seconds.")
            self.stdout.write(
                f"{connection.display_name}, {analyser_in_use()}, {columns:,} columns, {comments:,} comments, {rounds} rounds\n"
            )
            self.stdout.write("| | hits | median ms | p95 | processor ms |\n|---|--:|--:|--:|--:|")
            for one in measure(rounds):
                self.stdout.write(f"| {one.name} | {one.hits:,} | {one.median:.1f} | {one.p95:.1f} | {median(one.worked):.1f} |")
