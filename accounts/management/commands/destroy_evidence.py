from typing import Any

from django.core.management.base import BaseCommand

from accounts.credentials.ending import destroy_evidence


class Command(BaseCommand):
    help = "Destroys the evidence of requests that were decided on some days ago, as the clock does, and files that belong to nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        number = destroy_evidence()
        self.stdout.write(f"{number} pieces of evidence destroyed." if number else "No evidence was due.")
