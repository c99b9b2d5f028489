"""Processes as /proc shows them: whether they rest, and how much memory is theirs."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
REST, PATIENCE = 0.03, 15  # seconds of processor time in a tenth of a second; seconds


def family(pid: int) -> list[int]:
    """The process and everybody below it."""
    found = [pid]
    for task in PROC.glob(f"{pid}/task/*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            found += family(int(child))
    return found


def busy(pids: Iterable[int]) -> float:
    """Seconds of processor time that they have used."""
    ticks = 0
    for pid in pids:
        try:
            fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def settle(pids: Iterable[int]) -> None:
    """Waits, not for ever, while they still work off what the last measurement left them: the next one is not to pay for it."""
    watched = list(pids)
    until = time.monotonic() + PATIENCE
    while watched and time.monotonic() < until:
        before = busy(watched)
        time.sleep(0.1)
        if busy(watched) - before < REST:
            return


def memory(pids: Iterable[int]) -> float | None:
    """Their proportional share of memory in MiB; None where the system does not say, or not to us."""
    total = 0
    for pid in set(pids):
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except PermissionError:
            return None
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024 if total else None
