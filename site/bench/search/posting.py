"""How long a comment takes to be posted, while nothing is indexed and while everything is indexed anew."""

import json
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.built import SAID
from bench.place import ROOT, manage
from bench.search.sites import UNBOUNDED, Site

TIMES, WARM_UP = 40, 10
APART = 0.05  # seconds between two comments: posted without a pause, they would measure each other
PATIENCE = 60  # seconds for the building to begin, and to end when it is told to
GIVE_UP = "from accounts.searching.building import give_up; give_up()"
QUIET, INDEXED = "posting a comment", "posting a comment while everything is indexed anew"


def measure(name: str, site: Site) -> dict[str, list[float]]:
    """Milliseconds of each comment. Raises ValueError where one is not taken."""
    post(site, WARM_UP)
    quiet = post(site, TIMES)
    with indexing(site):
        return {f"{name}, {QUIET}": quiet, f"{name}, {INDEXED}": post(site, TIMES)}


def post(site: Site, times: int) -> list[float]:
    poster = json.loads(poster_of(site.home.var).read_text())
    line, took = HTTPConnection("127.0.0.1", site.server.port, timeout=PATIENCE), []
    headers = {"Cookie": poster["cookie"], "Content-Type": "application/x-www-form-urlencoded"}
    for _time in range(times):
        key = uuid.uuid4()
        form = urlencode({"csrfmiddlewaretoken": poster["token"], "key": key, "body": f"{SAID}{key}"})
        began = time.perf_counter()
        line.request("POST", f"/comments/on/{poster['page']}/", form, headers)
        answer = line.getresponse()
        answer.read()
        took.append(1000 * (time.perf_counter() - began))
        if answer.status != 302:
            raise ValueError(f"A comment was answered with {answer.status}.")
        time.sleep(APART)
    line.close()
    return took


@contextmanager
def indexing(site: Site) -> Iterator[None]:
    """While the block runs, all columns and comments are indexed anew, beside the index that answers. Then it is given up, or the site's own process would go on with it."""
    command = [sys.executable, "-u", "manage.py", "rebuild_search", "--from-start"]
    environment = site.home.environment(site.base_url, **UNBOUNDED)
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        wait_for(process, b"comments.comment:")
        yield
        if process.poll() is not None:
            raise ValueError("The building of the index ended too early.")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        manage(site.home, site.base_url, "shell", "-c", GIVE_UP)


def wait_for(process: "subprocess.Popen[bytes]", word: bytes) -> None:
    """Until it says so. Raises ValueError where it ends before."""
    said = b""
    while word not in said:
        more = process.stdout.read1(1024) if process.stdout else b""  # type: ignore[attr-defined]
        if not more:
            raise ValueError(f"The building of the index ended: {said.decode(errors='replace')[-500:]}")
        said += more


def poster_of(var: Path) -> Path:
    """Where the building of a site writes who may post, and where."""
    return var / "poster.json"
