import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.accounts import DEMO_PASSWORD
from demo.build import NotOurs, build_demo
from demo.checks import ContentError


class Command(BaseCommand):
    help = "Fills an empty database with the demo site. Touches no other database, and its own only once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", help="of the demo accounts; the local profile has one that everybody knows")

    def handle(self, *args: Any, **options: Any) -> None:
        password = options["password"] or (DEMO_PASSWORD if settings.LOCAL else "")
        if not password:
            raise CommandError("Outside the local profile the demo accounts need a password that is not public: build_demo --password …")
        started = time.monotonic()
        try:
            built = build_demo(password=password)
        except NotOurs:
            raise CommandError("This database already has content that is not the demo's. Nothing was changed.") from None
        except ContentError as error:
            raise CommandError(f"The demo's content has faults. Nothing was changed.\n{error}") from None
        self.stdout.write(f"The demo is built ({time.monotonic() - started:.0f} seconds)." if built else "The demo is already here.")
