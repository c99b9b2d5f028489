import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from getpass import getpass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import override

from portal.models import DemoMarker
from portal.roles import ensure_columnists
from portal.setup import answers
from portal.setup.administrator import ensure_administrator
from portal.setup.pages import ensure_tree
from portal.setup.policies import ensure_policies

PASSWORD = "GONGRON_ADMIN_PASSWORD"  # noqa: S105 - where it is looked for
# flag, what is asked, what checks the answer
QUESTIONS: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("name", "Name of the publication", answers.name),
    ("contact", "Contact for readers (an e-mail address, or the address of a page)", answers.contact),
    ("operator", "Who runs it (a person or an organisation; named in the terms)", answers.name),
    ("host", "Host name of the site", answers.host),
    ("handle", "Handle of the first administrator", answers.handle),
    ("email", "Their e-mail address", answers.email),
)


class Command(BaseCommand):
    help = (
        "Sets a real site up: pages, policies, the publication's name and the first administrator. What is not given is asked for. "
        f"The administrator's password comes from {PASSWORD} or is asked for. May be run again: it changes nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        for flag, what, _check in QUESTIONS:
            parser.add_argument(f"--{flag}", help=what)
        parser.add_argument("--no-input", action="store_false", dest="interactive", help="never ask; refuse if an answer is missing")

    def handle(self, *, interactive: bool, **given: Any) -> None:
        if DemoMarker.objects.exists():
            raise CommandError("This database holds the demo, whose passwords everybody knows. Use an empty database for a real site.")
        interactive = interactive and sys.stdin.isatty()
        with override("en"):
            found = {flag: self.answer(flag, what, check, given[flag], interactive) for flag, what, check in QUESTIONS}
            found["password"] = self.password(interactive)
            self.set_up(found)

    def answer(self, flag: str, what: str, check: Callable[[str], Any], given: str | None, interactive: bool) -> Any:
        default = {"host": urlsplit(settings.BASE_URL).netloc}.get(flag, "")
        if given is None and not interactive:
            if not default:
                raise CommandError(f"--{flag} is missing ({what.lower()}).")
            given = default
        while True:
            try:
                return check(given if given is not None else input(f"{what}{f' [{default}]' if default else ''}: ") or default)
            except ValidationError as error:
                if given is not None:
                    raise CommandError(f"--{flag}: {' '.join(error.messages)}") from error
                self.stderr.write(" ".join(error.messages))

    def password(self, interactive: bool) -> str:
        given = os.environ.get(PASSWORD, "")
        if not given and not interactive:
            raise CommandError(f"{PASSWORD} is not set (the first administrator's password).")
        while True:
            try:
                return answers.password(given or getpass("Their password (it is not shown): "))
            except ValidationError as error:
                if given:
                    raise CommandError(f"{PASSWORD}: {' '.join(error.messages)}") from error
                self.stderr.write(" ".join(error.messages))

    @transaction.atomic
    def set_up(self, found: dict[str, Any]) -> None:
        hostname, port = found["host"]
        try:
            user, is_new = ensure_administrator(found["handle"], found["email"], found["password"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        tree = ensure_tree(found["name"], found["contact"], hostname, port, found["operator"])
        ensure_columnists(apps)
        policies = ensure_policies(found["name"], found["contact"], found["operator"])
        self.stdout.write(f"{found['name']} is set up at {tree.site.root_url}/.")
        self.stdout.write(
            f"{user.handle} is an administrator{'' if is_new else ' (and was there before: handle and password are as they were)'}."
        )
        for policy in policies:
            self.stdout.write(f"Added as a draft of your own: {policy.kind} {policy.version}. Have it read by a lawyer before you open.")
