"""Where a run lives: a folder, ports and databases of its own, all of which are gone when it ends."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
# A run is a campaign from one network; it measures what is done with comments, not how they are refused.
OFF = ["GONGRON_NETWORK_COMMENTS_PER_HOUR", "GONGRON_SURGE_COMMENTS", "GONGRON_SURGE_NEWCOMERS", "GONGRON_SURGE_FROM_NETWORK"]


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that the users of other servers (nginx, MariaDB) may look into."""
    with TemporaryDirectory(prefix="gongron-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def free_ports(number: int) -> list[int]:
    """So many ports in a row on which nobody listens now."""
    for _attempt in range(100):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            first = probe.getsockname()[1]
        ports = list(range(first, first + number))
        if ports[-1] < 65536 and all(map(is_free, ports)):
            return ports
    raise RuntimeError(f"No {number} free ports in a row were found.")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@dataclass(frozen=True)
class Home:
    """One copy of the site: its files and its database."""

    name: str
    var: Path
    database: str  # as DATABASE_URL

    def environment(self, base_url: str, **more: str) -> dict[str, str]:
        """Of every process of this copy. Nothing of whoever starts the run counts, and bytecode is kept, as it is where a site is installed."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GONGRON_", "DATABASE_URL", "PYTHON"))}
        return {
            **inherited,
            "GONGRON_LOCAL": "1",
            "GONGRON_VAR": str(self.var),
            "DATABASE_URL": self.database,
            "GONGRON_BASE_URL": base_url,
            "GONGRON_COMMENTS_PER_TEN_MINUTES": "10000000",
            "GONGRON_COMMENTS_BURST": "0",
            "GONGRON_COMMENTS_REPEATS": "100",  # texts are compared as on any site, and those that are sent differ by a number
            **dict.fromkeys(OFF, "0"),
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "PYTHONPYCACHEPREFIX": str(self.var.parent / "bytecode"),
            "PYTHONUNBUFFERED": "1",
            **more,
        }


def manage(home: Home, base_url: str, *arguments: str) -> str:
    """What a command of the site says; raises RuntimeError where it fails."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=home.environment(base_url), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed on {home.name}:\n{done.stdout[-2000:]}")
    return done.stdout


@contextmanager
def postgresql(server: str, suffix: str = "") -> Iterator[str]:
    """The address of an empty database of the run's own. Raises psycopg2.Error where the server has none for us."""
    import psycopg2

    name = f"gongron_bench_{os.getpid()}{suffix}"

    def execute(statement: str) -> None:
        connection = psycopg2.connect(server)
        connection.autocommit = True  # databases are not made within a transaction
        try:
            connection.cursor().execute(statement)
        finally:
            connection.close()

    execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def missing(*programs: str) -> list[str]:
    return [program for program in programs if not shutil.which(program)]
