from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comments.recounting import recount


class Command(BaseCommand):
    help = "Counts comments, professions and replies again from the comments themselves, says what differed and puts it right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what differs, change nothing")

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        number = 0
        for difference in recount(dry_run=dry_run):
            number += 1
            self.stdout.write(str(difference))
        if not number:
            self.stdout.write(self.style.SUCCESS("Every count is right."))
        else:
            self.stdout.write(f"{number} counts differed; {'nothing was changed' if dry_run else 'all are right now'}.")
