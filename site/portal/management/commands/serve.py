import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.kept.sweeping import forget
from portal.serving.processes import PortTaken, check_port, serve


class Command(BaseCommand):
    help = "Serves the site: web workers, and a background worker with the clock, under one command. Ctrl-C or SIGTERM ends all of them."
    requires_system_checks = []  # `check --deploy` is its own step; here they would only delay the start

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes that answer requests; one for each core")
        parser.add_argument("--threads", type=int, default=2, help="requests that each of them answers at a time")
        parser.add_argument(
            "--demo", action="store_true", help="first prepare database, demo content and static files (local profile only)"
        )

    def handle(self, *, host: str, port: int, workers: int, threads: int, demo: bool, **_options: Any) -> None:
        signal.signal(signal.SIGTERM, lambda *_args: sys.exit(143))
        try:
            check_port(host, port)
        except PortTaken as taken:
            raise CommandError(
                f"{host}:{port} cannot be used ({taken}). Choose another port, for example: make run PORT={port + 1}"
            ) from taken
        if demo:
            self.prepare()
        forget()  # code, templates and settings may be others than those by which the kept pages were made
        status = serve(host, port, workers=workers, threads=threads, on_ready=lambda: self.say_ready(demo))
        self.say("Everything has ended.")
        sys.exit(status)

    def prepare(self) -> None:
        if not settings.LOCAL:
            raise CommandError("The demo is for the local profile only (GONGRON_LOCAL=1). For a real site: manage.py setup_site")
        from portal.serving.prepare import prepare

        prepare(self.say)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def say_ready(self, demo: bool) -> None:
        self.say(f"\nGongron is at {settings.BASE_URL}/ and the newsroom at {settings.BASE_URL}/cms/. Ctrl-C ends it.")
        if demo:
            self.say_accounts()
        if hasattr(settings, "EMAIL_FILE_PATH"):
            self.say(f"\nMail that the site sends is written to {settings.EMAIL_FILE_PATH}/, one file for each message.")

    def say_accounts(self) -> None:
        try:
            from demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
        except ImportError:
            return
        self.say(f"\nDemo accounts, all with the password {DEMO_PASSWORD}:")
        for account in DEMO_ACCOUNTS:
            self.say(f"  {account.email:<28} {account.role}")
