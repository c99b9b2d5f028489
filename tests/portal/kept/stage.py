"""A whole site for the tests that need one: a database of its own, `manage.py serve` with two workers, the real nginx in front, and hands."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from tests import migrated
from tests.portal.kept.nginx import nginx
from tests.tooling.test_serve import ROOT, free_port, wait_until_well


class Hand:
    """A process that does what it is told, one thing after the other."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.portal.kept.scene"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __call__(self, name: str, *arguments: object) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([name, *arguments]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise BrokenPipeError(f"the process that was to {name} has ended")
        return json.loads(answer)

    def end(self) -> None:
        self.process.kill()
        self.process.wait(10)


@dataclass
class Stage:
    """`ports`: of the site's own server and of nginx; `host` is what both are called."""

    environment: dict[str, str]
    folder: Path
    ports: dict[str, int]
    hands: list[Hand] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.ports['nginx']}"

    def hand(self) -> Hand:
        self.hands.append(Hand(self.environment))
        return self.hands[-1]


@contextmanager
def a_stage(folder: Path, *, is_built: bool = True) -> Iterator[Stage]:
    ports = {"site": free_port(), "nginx": free_port()}
    with ExitStack() as stack:
        environment = {
            **os.environ,
            "GONGRON_LOCAL": "1", "GONGRON_VAR": str(folder), "GONGRON_PAGES": "on", "DATABASE_URL": stack.enter_context(a_database(folder)),
            "GONGRON_BASE_URL": f"http://127.0.0.1:{ports['nginx']}", "GONGRON_COMMENTS_HELD_FOR_NEWCOMERS": "0",
            "GONGRON_COMMENTS_PER_TEN_MINUTES": "100000", "GONGRON_COMMENTS_BURST": "0", "GONGRON_COMMENTS_REPEATS": "0",
            "GONGRON_NETWORK_COMMENTS_PER_HOUR": "0", "GONGRON_SURGE_COMMENTS": "0",
            "GONGRON_SURGE_NEWCOMERS": "0", "GONGRON_SURGE_FROM_NETWORK": "0", "GONGRON_SMALLEST_GROUP": "1", "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "config.settings", "SCENE_PORT": str(ports["site"]),
        }  # fmt: skip
        migrated.fill(environment)
        run = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(run, cwd=ROOT, env=environment, check=True)
        stage = Stage(environment, folder, ports)
        stack.callback(lambda: [hand.end() for hand in stage.hands])
        if is_built:
            environment["SCENE_SESSION"] = stage.hand()("build")
        stack.enter_context(served(environment, ports["site"]))
        stack.enter_context(nginx(folder / "nginx", folder, ports["site"], ports["nginx"]))
        yield stage


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[None]:
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            wait_until_well(process, port)
            yield
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def a_database(folder: Path) -> Iterator[str]:
    """The URL of one that nobody is using, on the kind of database that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    import psycopg2

    said = connection.settings_dict
    server = {"host": said["HOST"], "port": said["PORT"] or 5432, "user": said["USER"], "password": said["PASSWORD"]}
    name = f"gongron_kept_{os.getpid()}"
    admin = psycopg2.connect(dbname="postgres", **server)
    admin.autocommit = True
    try:
        admin.cursor().execute(migrated.sql_to_create(name))
        secret = f":{server['password']}" if server["password"] else ""
        yield f"postgres://{server['user']}{secret}@{server['host']}:{server['port']}/{name}"
    finally:
        admin.cursor().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.close()
