from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.verification import BrokenLedger, verify


class Command(BaseCommand):
    help = "Checks that no row of the ledger of decisions was changed, taken out or put in. Exits with 1 at the first that was."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = verify()
        except BrokenLedger as broken:
            raise CommandError(f"The ledger is broken. {broken}", returncode=1) from broken
        self.stdout.write(self.style.SUCCESS(f"The ledger holds: {number} rows, each linked to the one before."))
