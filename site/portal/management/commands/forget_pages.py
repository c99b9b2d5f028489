from typing import Any

from django.core.management.base import BaseCommand

from portal.kept.sweeping import forget


class Command(BaseCommand):
    help = "Forgets all pages that are kept for strangers: after an update, a change of settings, or work on the database that went by other ways."
    requires_system_checks = []

    def handle(self, **_options: Any) -> None:
        forget()
