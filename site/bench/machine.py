"""On what a run was made: without it no figure means anything, and even with it only ratios travel."""

import os
import platform
import re
import sqlite3
import subprocess
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

QUIET = 0.5  # load above which something else is at work
PACKAGES = ("Django", "wagtail", "granian", "psycopg2-binary")


def machine() -> str:
    model = re.search(r"model name\s*: (.*)", read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", read("/proc/meminfo"))
    parts = [
        f"{os.cpu_count()} cores" + (f" ({model[1]})" if model else ""),
        f"{int(memory[1]) / 1024 / 1024:.0f} GiB" if memory else "",
        platform.freedesktop_os_release().get("PRETTY_NAME", "") if hasattr(platform, "freedesktop_os_release") else platform.platform(),
        f"load before {os.getloadavg()[0]:.1f}" + (", NOT QUIET" if os.getloadavg()[0] > QUIET else ""),
        f"{datetime.now().astimezone():%Y-%m-%d}",
    ]
    return ", ".join(filter(None, parts))


def versions() -> str:
    found = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    found += [f"{name} {version(name)}" for name in PACKAGES if installed(name)]
    for name, command, pattern in (
        ("nginx", ["nginx", "-v"], r"nginx/([\d.]+)"),
        ("wrk", ["wrk", "-v"], r"wrk (?:debian/)?([\d.]+)"),
        ("WordPress", ["dpkg-query", "-W", "-f", "${Version}", "wordpress"], r"([\d.]+)"),
        ("MariaDB", ["mariadbd", "--version"], r"Ver ([\d.]+)"),
        ("PHP", ["php-fpm8.2", "--version"], r"PHP ([\d.]+)"),
    ):
        number = re.search(pattern, output(command))
        if number:
            found.append(f"{name} {number[1]}")
    return ", ".join(found)


def read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def installed(name: str) -> bool:
    try:
        return bool(version(name))
    except ModuleNotFoundError:
        return False


def output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
