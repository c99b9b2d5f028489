"""The sites whose desk is measured: each database with few comments and with many, and WordPress with as many that wait."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from bench.options import Options
from bench.place import ROOT, Home, free_ports, postgresql, scratch
from bench.servers import Server, serving
from bench.stage import POSTGRESQL, SQLITE, say
from bench.wordpress import WordPress, lacking, wordpress
from bench.wrk import Load

FEW, MANY = (1_000, 100), (1_000_000, 10_000)  # comments, and how many of them wait
SETTINGS = "bench.desk.settings"


@dataclass(frozen=True)
class Site:
    home: Home
    comments: int
    waiting: int
    host: str
    cookie: str
    later: int  # the number of a comment in the middle of the queue
    server: Server

    def load(self, path: str) -> Load:
        return Load(f"http://127.0.0.1:{self.server.port}{path}", self.host, (self.cookie,))

    @property
    def empty(self) -> Load:
        return self.load("/cms/bench-empty/")

    @property
    def queue(self) -> Load:
        return self.load("/cms/desk/waiting/")

    @property
    def case(self) -> Load:
        return self.load(f"/cms/desk/waiting/{self.later}/")

    @property
    def beside(self) -> Load:
        """The panes of the same case alone, as the queue fetches those of its first one."""
        return self.load(f"/cms/desk/waiting/{self.later}/beside/")


@dataclass(frozen=True)
class Sites:
    ours: dict[tuple[str, int], Site]  # by database and number of comments
    wordpress: WordPress | None
    left_out: list[str]


@contextmanager
def sites(options: Options, sizes: list[tuple[int, int]]) -> Iterator[Sites]:
    """Everything built and serving. What cannot be is named."""
    left_out: list[str] = []
    with ExitStack() as stack:
        folder = stack.enter_context(scratch())
        homes: list[tuple[Home, int, int]] = []
        for comments, waiting in sizes:
            var = folder / f"sqlite-{comments}"
            homes.append((Home(SQLITE, var, f"sqlite:///{var / 'db.sqlite3'}"), comments, waiting))
            if options.postgresql:
                address = stack.enter_context(postgresql(options.postgresql, f"desk_{comments}"))
                homes.append((Home(POSTGRESQL, folder / f"postgresql-{comments}", address), comments, waiting))
            else:
                left_out.append("PostgreSQL: BENCH_POSTGRES is empty")
        ports = free_ports(len(homes) + 2)
        build(homes)
        peer = start_wordpress(options, stack, homes, ports[-2], left_out)
        ours = {(home.name, n): serve(stack, home, n, waiting, port) for (home, n, waiting), port in zip(homes, ports, strict=False)}
        yield Sites(ours, peer, left_out)


def build(homes: list[tuple[Home, int, int]]) -> None:
    """Two at a time; nothing is measured meanwhile."""
    for start in range(0, len(homes), 2):
        some = homes[start : start + 2]
        say("Building " + ", ".join(f"{home.name} with {comments:,} comments" for home, comments, _waiting in some) + " …")
        running = [(home, begin(home, comments, waiting)) for home, comments, waiting in some]
        for home, process in running:
            said = process.communicate()[0]
            if process.returncode:
                raise RuntimeError(f"The site could not be built on {home.name}:\n{said[-2000:]}")


def begin(home: Home, comments: int, waiting: int) -> "subprocess.Popen[str]":
    home.var.mkdir()
    command = [sys.executable, "-m", "bench.desk.build", str(home.var / "built.json"), str(comments), str(waiting)]
    environment = home.environment("http://127.0.0.1")
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )


def serve(stack: ExitStack, home: Home, comments: int, waiting: int, port: int) -> Site:
    built = json.loads((home.var / "built.json").read_text())
    base_url = f"http://127.0.0.1:{port}"
    server = stack.enter_context(serving(home, base_url, port, Load(f"{base_url}/"), DJANGO_SETTINGS_MODULE=SETTINGS))
    return Site(home, comments, waiting, f"127.0.0.1:{port}", built["cookie"], built["later"], server)


def start_wordpress(
    options: Options, stack: ExitStack, homes: list[tuple[Home, int, int]], port: int, left_out: list[str]
) -> WordPress | None:
    why = lacking() if options.peers else "BENCH_PEERS=off"
    if not why:
        say("Setting WordPress up …")
        home, _comments, waiting = homes[-1]
        article = json.loads((home.var / "built.json").read_text())["article"]
        try:
            return stack.enter_context(wordpress(home.var / "wordpress", port, article, waiting=waiting))
        except RuntimeError as error:
            why = str(error)
    left_out.append(f"WordPress: {why}")
    return None
