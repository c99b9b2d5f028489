"""The sites that are searched: ours on each database, and WordPress with the same articles as posts. What cannot be is named."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg2

from bench.options import Options
from bench.place import ROOT, Home, free_ports, postgresql, scratch
from bench.servers import Server, serving
from bench.stage import POSTGRESQL, SQLITE, say
from bench.wordpress import WordPress, lacking, wordpress
from bench.wrk import Load

POSTS = Path(__file__).with_name("posts.php")
UNBOUNDED = {"GONGRON_SEARCHES": "0", "GONGRON_SEARCH_SUGGESTIONS": "0"}  # the run is one network


@dataclass(frozen=True)
class Site:
    home: Home
    server: Server

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def load(self, path: str) -> Load:
        return Load(f"{self.base_url}{path}", f"127.0.0.1:{self.server.port}")

    def search(self, word: str, more: str = "") -> Load:
        return self.load(f"/search/?q={quote(word)}{more}")

    def suggestions(self, typed: str) -> Load:
        return self.load(f"/search/suggestions/?q={quote(typed)}")


@dataclass
class Sites:
    ours: dict[str, Site] = field(default_factory=dict)  # by database
    wordpress: WordPress | None = None
    left_out: list[str] = field(default_factory=list)

    def theirs(self, word: str) -> Load | None:
        return Load(f"http://127.0.0.1:{self.wordpress.port}/?s={quote(word)}") if self.wordpress else None


@contextmanager
def sites(options: Options) -> Iterator[Sites]:
    """Everything built and serving."""
    found = Sites()
    with ExitStack() as stack:
        folder = stack.enter_context(scratch())
        homes = _homes(options, folder, stack, found)
        ports = free_ports(len(homes) + 2)
        build(homes)
        start_wordpress(found, options, stack, homes[0], ports[-2])
        say("Starting our servers …")
        for home, port in zip(homes, ports, strict=False):
            base_url = f"http://127.0.0.1:{port}"
            server = stack.enter_context(serving(home, base_url, port, Load(f"{base_url}/"), **UNBOUNDED))
            found.ours[home.name] = Site(home, server)
        yield found


def _homes(options: Options, folder: Path, stack: ExitStack, found: Sites) -> list[Home]:
    homes = [Home(SQLITE, folder / "sqlite", f"sqlite:///{folder / 'sqlite' / 'db.sqlite3'}")]
    if not options.postgresql:
        found.left_out.append("PostgreSQL: BENCH_POSTGRES is empty")
        return homes
    try:
        homes.append(Home(POSTGRESQL, folder / "postgresql", stack.enter_context(postgresql(options.postgresql))))
    except psycopg2.Error as error:
        found.left_out.append(f"PostgreSQL: {str(error).strip().splitlines()[0]}")
    return homes


def build(homes: list[Home]) -> None:
    """All at once; nothing is measured meanwhile. Raises RuntimeError where one cannot be built."""
    say("Building the sites, and indexing them …")
    building = []
    for home in homes:
        home.var.mkdir()
        command = [sys.executable, "-m", "bench.search.build", str(home.var / "articles.json")]
        environment = home.environment("http://127.0.0.1")
        building.append(
            (
                home,
                subprocess.Popen(
                    command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
                ),
            )
        )
    for home, process in building:
        said = process.communicate()[0]
        if process.returncode:
            raise RuntimeError(f"The site could not be built on {home.name}:\n{said[-2000:]}")


def start_wordpress(found: Sites, options: Options, stack: ExitStack, home: Home, port: int) -> None:
    why = lacking() if options.peers else "BENCH_PEERS=off"
    if not why:
        say("Setting WordPress up …")
        articles = home.var / "articles.json"
        first = json.loads(articles.read_text())[0]["paragraphs"]
        try:
            peer = stack.enter_context(wordpress(home.var / "wordpress", port, first))
            command = ["php8.2", str(POSTS), str(peer.folder / "wp"), str(articles)]
            subprocess.run(command, check=True, capture_output=True)
            found.wordpress = peer
            return
        except (RuntimeError, subprocess.CalledProcessError) as error:
            why = str(error)
    found.left_out.append(f"WordPress: {why}")
