"""One measurement by wrk, and what it found."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

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
    accepted: int = 0


def run(load: Load, seconds: int) -> Result:
    """Raises RuntimeError where wrk did not say what it found."""
    threads = CONNECTIONS if load.body else 2
    duration = seconds + 1 if load.body else seconds  # a thread that posts ends by itself, and wrk waits for the rest of its time
    command = ["wrk", f"-t{threads}", f"-c{CONNECTIONS}", f"-d{duration}s", "--timeout", f"{TIMEOUT}s", "-s", str(SCRIPT), load.url]
    told = {
        "W_HOST": load.host,
        "W_COOKIES": "\n".join(load.cookies),
        "W_TOKENS": "\n".join(load.tokens),
        "W_BODY": load.body,
        "W_ACCEPTED": load.accepted,
        "W_SECONDS": str(seconds),
    }
    done = subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, timeout=duration + 2 * TIMEOUT, check=False)
    return parse(done.stdout, posts=bool(load.body)) if done.returncode == 0 else fail(done.stdout + done.stderr)


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
            accepted=int(found["accepted"]),
        )
    except (KeyError, ValueError):
        return fail(said)
