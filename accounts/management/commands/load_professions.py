from typing import Any

from django.core.management.base import BaseCommand

from accounts import groups
from accounts.models import Profession
from accounts.professions import load_professions


class Command(BaseCommand):
    help = "Adds the professions of accounts/data/professions.toml that the database lacks; changes none that it has."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_professions(Profession)
        groups.settle_all()
        self.stdout.write(f"{len(added)} professions added." if added else "No profession was missing.")
