"""Everything that is measured, brought up side by side: our site on both databases, nginx, WordPress. What cannot be is named."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.answers import ask
from bench.built import Built, begin, finish
from bench.options import CONNECTIONS, Options
from bench.place import Home, free_ports, missing, postgresql, scratch
from bench.servers import SHIPPED, Server, nginx, serving
from bench.wordpress import WordPress, lacking, wordpress

BEGAN = time.monotonic()
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


def say(text: str) -> None:
    """Progress is not part of the tables."""
    print(f"[{time.monotonic() - BEGAN:4.0f} s] {text}", file=sys.stderr, flush=True)


@dataclass
class Stage:
    options: Options
    folder: Path
    ports: dict[str, int]
    base_url: str
    built: dict[str, Built] = field(default_factory=dict)  # by database
    servers: dict[str, Server] = field(default_factory=dict)  # as they are served
    bare: dict[str, Server] = field(default_factory=dict)  # without any cache of pages
    nginx: Server | None = None
    wordpress: WordPress | None = None
    running: ExitStack = field(default_factory=ExitStack)  # everything that serves in the rounds
    starts: list[float] = field(default_factory=list)  # seconds
    left_out: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return self.base_url.removeprefix("http://")

    @property
    def is_shipped(self) -> bool:
        """Whether our pages are to be had through nginx."""
        return self.nginx is not None and SHIPPED.is_file()


@contextmanager
def stage(options: Options) -> Iterator[Stage]:
    names = ("front", "static", SQLITE, "bare " + SQLITE, POSTGRESQL, "bare " + POSTGRESQL, "WordPress", "cached")
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    has_front = SHIPPED.is_file() and not missing("nginx")
    base_url = f"http://127.0.0.1:{ports['front' if has_front else SQLITE]}"
    with ExitStack() as stack:
        found = Stage(options, stack.enter_context(scratch()), ports, base_url)
        build(found, stack)
        found.running = stack.enter_context(ExitStack())
        start_wordpress(found, found.running)
        serve(found, found.running)
        start_nginx(found, found.running)
        yield found


def homes(stage: Stage, stack: ExitStack) -> list[Home]:
    folder = stage.folder / "sqlite"
    found = [Home(SQLITE, folder, f"sqlite:///{folder / 'db.sqlite3'}")]
    if not stage.options.postgresql:
        stage.left_out.append("PostgreSQL: BENCH_POSTGRES is empty")
        return found
    import psycopg2

    try:
        found.append(Home(POSTGRESQL, stage.folder / "postgresql", stack.enter_context(postgresql(stage.options.postgresql))))
    except psycopg2.Error as error:
        stage.left_out.append(
            f"PostgreSQL: {str(error).strip().splitlines()[0]} (BENCH_POSTGRES names a server that lets us create databases)"
        )
    return found


def build(stage: Stage, stack: ExitStack) -> None:
    """With as much in it as WordPress has: what is larger comes once memory was looked at (`grown`)."""
    say("Building the site …")
    found = homes(stage, stack)
    for home in found:
        home.var.mkdir()
        home.var.chmod(0o755)
    build_all(stage, found, str(CONNECTIONS * stage.options.rounds))


@contextmanager
def grown(stage: Stage) -> Iterator[None]:
    """With the larger discussions beside what is there, and servers that were started after they were built."""
    stage.running.close()
    sizes = [size for size in stage.options.sizes if str(size) not in stage.built[SQLITE].columns]
    if sizes:
        say(f"Building discussions of {', '.join(f'{size:,}' for size in sizes)} comments …")
        build_all(stage, [built.home for built in stage.built.values()], "more", *map(str, sizes))
    with ExitStack() as stack:
        serve(stage, stack)
        yield


def build_all(stage: Stage, found: list[Home], *what: str) -> None:
    """All at once; nothing is measured meanwhile."""
    building = [(home, begin(home, stage.base_url, *what)) for home in found]
    try:
        for home, process in building:
            stage.built[home.name] = finish(home, process, stage.host)
    finally:
        for _home, process in building:
            if process.poll() is None:
                process.terminate()
                process.wait()


def start_wordpress(stage: Stage, stack: ExitStack) -> None:
    why = lacking() if stage.options.peers else "BENCH_PEERS=off"
    if not why:
        say("Setting WordPress up …")
        article = stage.built[SQLITE].article
        try:
            stage.wordpress = stack.enter_context(wordpress(stage.folder / "wordpress", stage.ports["WordPress"], article))
        except RuntimeError as error:
            why = str(error)
    if why:
        stage.left_out.append(f"WordPress: {why}")


def serve(stage: Stage, stack: ExitStack) -> None:
    """Each start is timed but the very first, which compiles what was never imported before."""
    say("Starting our servers …")
    first = next(iter(stage.built.values()))
    with serving(first.home, stage.base_url, stage.ports[SQLITE], first.page(50, stage.ports[SQLITE])):
        pass
    for name, built in stage.built.items():
        for servers, port, environment in (
            (stage.servers, stage.ports[name], {}),
            (stage.bare, stage.ports[f"bare {name}"], {"GONGRON_PAGES": "off"}),
        ):
            first_page = built.page(50, port)
            server = stack.enter_context(serving(built.home, stage.base_url, port, first_page, **environment))
            servers[name] = server
            stage.starts.append(server.seconds)


def start_nginx(stage: Stage, stack: ExitStack) -> None:
    """The file has the very bytes that our server sends."""
    if missing("nginx"):
        stage.left_out.append("nginx: not installed (nginx-light on Debian), so neither files nor the shipped configuration were measured")
        return
    if not SHIPPED.is_file():
        stage.left_out.append(f"our pages through nginx: there is no {'/'.join(SHIPPED.parts[-3:])}")
    folder, built = stage.folder / "nginx", stage.built[SQLITE]
    file = folder / "files" / built.columns["50"].strip("/") / "index.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(ask(built.page(50, stage.ports[SQLITE])).body)
    ports = stage.ports
    check = built.page(50, ports["static"])
    stage.nginx = stack.enter_context(nginx(folder, built.home.var, ports["front"], ports["static"], ports[SQLITE], check))
