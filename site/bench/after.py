"""What is looked at once the rounds are over: memory, the first view, and whether every count is still right."""

from contextlib import closing
from pathlib import Path

from bench import wrk
from bench.browser import View, chromium, first_view
from bench.built import Built
from bench.place import manage
from bench.processes import memory
from bench.report import After
from bench.rounds import Outcome
from bench.stage import POSTGRESQL, SQLITE, Stage, say

SECONDS = 2


def look(stage: Stage, outcome: Outcome) -> After:
    say("Memory, first view, counts …")
    after = After(stage.starts, view(stage), memories(stage))
    for built in stage.built.values():
        said = manage(built.home, stage.base_url, "recount", "--dry-run")
        if "Every count is right." not in said:
            outcome.troubles.append(f"counts on {built.home.name}: {said.strip().splitlines()[-1]}")
    return after


def view(stage: Stage) -> View | None:
    program = chromium()
    if not program:
        stage.left_out.append("the first view: no Chromium was found; CHROMIUM= may name one")
        return None
    from playwright.sync_api import Error

    address = stage.built[SQLITE].columns["50"]
    if not stage.is_shipped:
        stage.left_out.append("the first view through nginx: it was taken from our own server")
    try:
        return first_view(f"{stage.base_url}{address}", program)
    except Error as error:
        stage.left_out.append(f"the first view: {error.message.splitlines()[0]}")
        return None


def memories(stage: Stage) -> dict[str, float | None]:
    """Of whole stacks, nginx included: ours with either database, and WordPress's."""
    front = stage.nginx.pids if stage.nginx else []
    found: dict[str, float | None] = {SQLITE: memory([*stage.servers[SQLITE].pids, *front])}
    if POSTGRESQL in stage.built:
        server, built = stage.servers[POSTGRESQL], stage.built[POSTGRESQL]
        for is_member in (False, True):  # in the rounds it was only posted to
            wrk.run(built.page(50, server.port, member=is_member), SECONDS)
        database = of_postgresql(built)
        found[POSTGRESQL] = memory([*server.pids, *front, *database]) if database else None
    if stage.wordpress:
        found["WordPress"] = memory(stage.wordpress.pids)
    return found


def of_postgresql(built: Built) -> list[int]:
    """The processes of the database server but those that serve other databases; none where it runs elsewhere, or hides."""
    import psycopg2

    with closing(psycopg2.connect(built.home.database)) as connection:
        cursor = connection.cursor()
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (datname = current_database() OR datname IS NULL)"
        )
        pids = [int(row[0]) for row in cursor.fetchall()]
    parents = {parent for pid in pids if (parent := parent_of(pid))}
    return [*pids, *parents] if pids and len(parents) == 1 else []


def parent_of(pid: int) -> int | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) for line in lines if line.startswith("PPid:"))
