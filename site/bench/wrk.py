"""One measurement by wrk, and what it found."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.options import CONNECTIONS

SCRIPT = Path(__file__).with_name("wrk.lua")
TIMEOUT = 30  # seconds


@dataclass(frozen=True)
class Load:
    """What is asked for again and again. With a `body` it is a form that is posted, by a member each connection."""

    url: str
    host: str = ""  # the Host header, where it is not that of the address
    cookies: tuple[str, ...] = ()
    body: str = ""
    tokens: tuple[str, ...] = ()
    accepted: str = ""  # what the address has in it that an accepted form leads to; a pattern of Lua's


@dataclass(frozen=True)
class Result:
    rate: float  # answers a second; of forms, accepted ones
    p50: float  # milliseconds
    p95: float
    bytes: float  # an answer, headers included
    errors: int
    requests: int = 0
    accepted: int = 0


def run(load: Load, seconds: int) -> Result:
    """Raises RuntimeError where wrk did not say what it found."""
    threads = CONNECTIONS if load.body else 2
    duration = seconds + TIMEOUT if load.body else seconds
    command = ["wrk", f"-t{threads}", f"-c{CONNECTIONS}", f"-d{duration}s", "--timeout", f"{TIMEOUT}s", "-s", str(SCRIPT), load.url]
    with TemporaryDirectory() as folder:
        ended = Path(folder) / "ended"
        told = {
            "W_HOST": load.host,
            "W_COOKIES": "\n".join(load.cookies),
            "W_TOKENS": "\n".join(load.tokens),
            "W_BODY": load.body,
            "W_ACCEPTED": load.accepted,
            "W_SECONDS": str(seconds),
            "W_ENDED": str(ended),
        }
        with subprocess.Popen(command, env={**os.environ, **told}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            if load.body:
                wake(process, ended, threads)
            said = process.communicate(timeout=duration + 2 * TIMEOUT)[0]
    return parse(said, posts=bool(load.body)) if process.returncode == 0 else fail(said)


def wake(process: "subprocess.Popen[str]", ended: Path, threads: int) -> None:
    """Ends wrk's sleep once every thread has ended: it would sleep for the whole of its time."""
    while process.poll() is None:
        if ended.exists() and ended.stat().st_size >= threads:
            process.send_signal(signal.SIGINT)
            return
        time.sleep(0.02)


def fail(said: str) -> Result:
    raise RuntimeError(f"wrk did not measure: {said.strip()[-300:]}")


def parse(said: str, *, posts: bool = False) -> Result:
    """The line that wrk.lua prints at its end."""
    line = next((line for line in said.splitlines() if line.startswith("RES ")), "")
    try:
        found = {name: float(value) for name, value in (pair.split("=") for pair in line.split()[1:])}
        answers, time = (found["accepted"], found["lasted"]) if posts else (found["requests"], found["seconds"])
        return Result(
            rate=answers / time if time else 0.0,
            p50=found["p50"],
            p95=found["p95"],
            bytes=found["bytes"] / max(1.0, found["requests"]),
            errors=int(found["errors"]) + int(found["refused"]),
            requests=int(found["requests"]),
            accepted=int(found["accepted"]),
        )
    except (KeyError, ValueError):
        return fail(said)
