import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.chain import BrokenLedger
from comments.downloaded import Unreadable, verify_copy
from comments.verification import number_of, verify


class Command(BaseCommand):
    help = (
        "Checks that no row of the ledger of decisions was changed, taken out or put in, and that every digest that was published is still "
        "there. Exits with 1 at the first that is not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--digest", action="append", default=[], help="one that somebody kept: must be that of a row (repeatable)")
        parser.add_argument(
            "--file", help="a copy of the log as downloaded (JSON Lines; - for standard input), to be held against the ledger"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = verify()
            self.stdout.write(self.style.SUCCESS(f"The ledger holds: {number} rows, each linked to the one before."))
            for digest in options["digest"]:
                self._find(digest)
            if options["file"]:
                self._compare(options["file"])
        except BrokenLedger as broken:
            raise CommandError(f"The ledger is broken. {broken}", returncode=1) from broken

    def _find(self, digest: str) -> None:
        number = number_of(digest)
        if number is None:
            raise CommandError(f"No row has the digest {digest}: what it stood for was written anew or taken out.", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"{digest} is the digest of row {number}: nothing up to there has changed since."))

    def _compare(self, path: str) -> None:
        try:
            with ExitStack() as stack:
                lines = sys.stdin if path == "-" else stack.enter_context(open(path, encoding="utf-8"))
                first, last = verify_copy(lines)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}", returncode=2) from error
        except Unreadable as error:
            raise CommandError(f"{path} is no copy of the log: {error}.", returncode=2) from error
        if not first:
            raise CommandError(f"{path} holds no row.", returncode=2)
        self.stdout.write(self.style.SUCCESS(f"{path} holds rows {first} to {last}, and they stand in the ledger as they do there."))
