"""Our own server, started as it is told to be started on a real site, and nginx in front of it as it is shipped."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from bench.answers import ask
from bench.place import ROOT, Home
from bench.processes import family
from bench.wrk import Load

SHIPPED = ROOT / "site" / "deploy" / "nginx.conf"
PATIENCE, PAUSE = 60, 0.02  # seconds


@dataclass
class Server:
    process: "subprocess.Popen[bytes]"
    port: int
    seconds: float  # from its start to its first answer

    @property
    def pids(self) -> list[int]:
        return family(self.process.pid)


@contextmanager
def serving(home: Home, base_url: str, port: int, first: Load, **environment: str) -> Iterator[Server]:
    """`manage.py serve` until the block ends; `first` is what it is asked until it answers."""
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with running(command, home.var / f"serve-{port}.log", home.environment(base_url, **environment)) as process:
        yield Server(process, port, answered(process, first))


@contextmanager
def running(command: list[str], log: Path, environment: dict[str, str]) -> "Iterator[subprocess.Popen[bytes]]":
    """A program that ends with the block, and only it: by its own process id."""
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
        try:
            yield process
        except Ended:
            raise RuntimeError(f"{' '.join(command)} did not come up:\n{log.read_text(errors='replace')[-2000:]}") from None
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


class Ended(Exception):
    """A program that was to run does not, or never answered."""


def answered(process: "subprocess.Popen[bytes]", first: Load) -> float:
    """Seconds until it answers 200. Raises Ended."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE and process.poll() is None:
        try:
            if ask(first).status == 200:
                return time.monotonic() - began
        except (OSError, HTTPException):
            pass
        time.sleep(PAUSE)
    raise Ended


@contextmanager
def nginx(folder: Path, var: Path, front: int, static: int, behind: int, check: Load) -> Iterator[Server]:
    """nginx with two servers: files below `folder`/files, and the shipped configuration, where there is one, before our own server."""
    for name in ("files", "temporary"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shutil.copy("/etc/nginx/mime.types", folder)  # included by name, as from a configuration in /etc/nginx
    file = folder / "nginx.conf"
    file.write_text(configuration(folder, var, front, static, behind))
    with running(["nginx", "-c", str(file)], folder / "nginx.log", dict(os.environ)) as process:
        yield Server(process, front, answered(process, check))


def configuration(folder: Path, var: Path, front: int, static: int, behind: int) -> str:
    shipped = f"server {{ listen 127.0.0.1:{front}; server_name 127.0.0.1; set $gongron_var {var}; include {SHIPPED}; }}"
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    user = "user www-data;" if os.geteuid() == 0 else ""
    return f"""{user} worker_processes auto; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx-errors.log;
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types; default_type text/html; access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  {" ".join(f"{kind}_temp_path {folder}/temporary/{kind};" for kind in kinds)}
  upstream gongron {{ server 127.0.0.1:{behind}; keepalive 32; }}
  server {{ listen 127.0.0.1:{static}; root {folder}/files; charset utf-8; open_file_cache max=1000; }}
  {shipped if SHIPPED.is_file() else ""}
}}
"""
