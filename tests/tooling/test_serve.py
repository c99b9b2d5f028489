"""`manage.py serve`: web workers, the worker with the clock in it, and search, under one command, which all end together."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from portal.serving.processes import PortTaken, check_port
from tests import migrated

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a migrated SQLite site with collected static files, in a folder of its own."""
    folder = tmp_path_factory.mktemp("var")
    environment = {**os.environ, "GONGRON_LOCAL": "1", "GONGRON_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    migrated.fill(environment)
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    return environment


@contextmanager
def served(environment: dict[str, str], *, wait: bool = True) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            if wait:
                wait_until_well(process, port)
            yield process, port
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(20)


def wait_until_well(process: subprocess.Popen[str], port: int) -> None:
    for _attempt in range(300):
        assert process.poll() is None, process.stdout.read() if process.stdout else ""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                assert answer.read() == b"ok"
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail("It never answered.")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(pids: list[int]) -> bool:
    for _attempt in range(200):
        if all(map(has_ended, pids)):
            return True
        time.sleep(0.1)
    return False


def has_ended(pid: int) -> bool:
    """Also where nobody has asked yet how it ended: whose parent was killed waits for that until the system comes to it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@LINUX
def test_ctrl_c_ends_every_process(place: dict[str, str]):
    with served(place) as (process, _port):
        family = children(process.pid)
        assert len(family) == 4  # the worker with the clock, search, two web workers
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0
        assert gone(family)


@LINUX
@pytest.mark.parametrize("which", [0, -1], ids=["worker", "web worker"])
def test_when_one_process_dies_all_end_and_the_command_fails(place: dict[str, str], which: int):
    with served(place) as (process, _port):
        family = children(process.pid)
        os.kill(family[which], signal.SIGKILL)
        assert process.wait(15) == 1
        assert gone(family)


@LINUX
def test_when_the_command_itself_is_killed_nothing_is_left(place: dict[str, str]):
    with served(place) as (process, _port):
        family = children(process.pid)
        process.kill()
        process.wait(5)
        assert gone(family)


DEAF = """
import multiprocessing, os, signal, time
from portal.serving import processes

def deaf():
    signal.signal(signal.SIGTERM, lambda *_args: None)
    processes.STOP_SECONDS = 0.2
    processes._end_with_parent()
    print(os.getpid(), flush=True)
    time.sleep(60)

child = multiprocessing.get_context("fork").Process(target=deaf)
child.start()
child.join()
"""


@LINUX
def test_a_process_that_does_not_hear_that_its_parent_is_gone_ends_all_the_same(place: dict[str, str]):
    environment = {**place, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}
    with subprocess.Popen([sys.executable, "-c", DEAF], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        child = int(process.stdout.readline()) if process.stdout else 0
        assert not has_ended(child)
        process.kill()
        process.wait(5)
        assert gone([child])


def test_it_says_where_the_site_and_its_mail_are_and_ends_when_told_to(place: dict[str, str]):
    with served(place) as (process, _port):
        time.sleep(1)
        process.terminate()
        said = process.stdout.read() if process.stdout else ""
        assert process.wait(15) == 0
    assert "Gongron is at http://127.0.0.1:8000/" in said
    assert str(Path(place["GONGRON_VAR"]) / "mail") in said
    assert "Everything has ended." in said


def test_the_clock_runs_in_the_worker(place: dict[str, str]):
    """Its first round forgets sessions that have ended; nobody else does."""
    with closing(sqlite3.connect(place["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        database.execute("INSERT INTO accounts_session (session_key, session_data, expire_date) VALUES ('ended', '', '2020-01-01')")
        database.commit()
        with served(place):
            for _attempt in range(100):
                if not database.execute("SELECT 1 FROM accounts_session").fetchall():
                    return
                time.sleep(0.1)
    pytest.fail("The clock did not run.")


def test_a_busy_port_is_said_before_anything_starts(place: dict[str, str]):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, "manage.py", "serve", "--demo", "--port", str(port)]
        result = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert f"127.0.0.1:{port} cannot be used" in result.stderr
    assert f"make run PORT={port + 1}" in result.stderr
    assert result.stdout == ""


def test_a_free_port_is_free_and_a_taken_one_is_not():
    port = free_port()
    check_port("127.0.0.1", port)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_REUSEPORT", socket.SO_REUSEADDR), 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(PortTaken):
            check_port("127.0.0.1", port)


def test_the_demo_is_for_this_machine_only(place: dict[str, str]):
    real = {
        **place, "GONGRON_LOCAL": "0", "GONGRON_SECRET_KEY": "x" * 60, "GONGRON_DIGEST_KEY": "y" * 60, "GONGRON_ALLOWED_HOSTS": "a.example",
        "GONGRON_BASE_URL": "https://a.example", "GONGRON_CACHE_URL": "redis://127.0.0.1:1/1", "GONGRON_EMAIL_URL": "dummy://",
    }  # fmt: skip
    command = [sys.executable, "manage.py", "serve", "--demo", "--port", str(free_port())]
    result = subprocess.run(command, cwd=ROOT, env=real, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "setup_site" in result.stderr
