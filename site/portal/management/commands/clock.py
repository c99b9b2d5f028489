import signal
from typing import Any

from django.core.management.base import BaseCommand

from portal.clock import JOBS, Clock


class Command(BaseCommand):
    help = "Runs what has to happen now and then: scheduled publishing, mail that is to be tried again, clean-ups. One clock for a site."

    def handle(self, **_options: Any) -> None:
        for job in JOBS:
            self.stdout.write(f"every {job.every}: {job.what}")
        clock = Clock()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: clock.end())
        clock.run()
