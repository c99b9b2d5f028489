"""What a run may be told, by the environment; `make bench NAME=value` passes it on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

CONNECTIONS = 8
SIZES, LARGEST = (50, 1_000, 10_000, 100_000), 1_000_000
POSTGRESQL = "postgres://postgres@127.0.0.1:5432/postgres"
ROUNDS_MOST, SECONDS_MOST = 20, 20  # a run is bounded, whatever it is told


class Wrong(Exception):
    """An option that cannot be meant."""


@dataclass(frozen=True)
class Options:
    rounds: int = 5
    seconds: int = 4  # of one measurement
    sizes: tuple[int, ...] = SIZES
    postgresql: str = POSTGRESQL  # a database of a server on which databases can be created; "" for none
    peers: bool = True
    growth: bool = False  # whether the curves are drawn


def read(environment: Mapping[str, str] = os.environ) -> Options:
    growth = environment.get("GROWTH", "") not in ("", "0")
    sizes = environment.get("BENCH_SIZES", "").replace(",", " ").split()
    found = sorted({number("BENCH_SIZES", size, 50, 10 * LARGEST) for size in sizes} | {SIZES[0]})
    return Options(
        rounds=number("ROUNDS", environment.get("ROUNDS", "5"), 1, ROUNDS_MOST),
        seconds=number("SECS", environment.get("SECS", "4"), 1, SECONDS_MOST),
        sizes=tuple(found) if sizes else (*SIZES, *([LARGEST] if growth else [])),
        postgresql=environment.get("BENCH_POSTGRES", POSTGRESQL),
        peers=environment.get("BENCH_PEERS", "") not in ("0", "off"),
        growth=growth,
    )


def number(name: str, text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise Wrong(f"{name} takes a number from {least:,} to {most:,}, not {text!r}.")
    return int(text)
