import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.searching.process import run


class Command(BaseCommand):
    help = (
        "Looks after search: has the analyser in memory for all processes of this machine (GONGRON_SEARCH_SOCKET), indexes what changes, "
        "and builds the index where there is none. `manage.py serve` runs it by itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--socket", default=settings.SEARCH_SOCKET, help="where to listen; else GONGRON_SEARCH_SOCKET")

    def handle(self, *, socket: str, **_options: Any) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        run(socket)
