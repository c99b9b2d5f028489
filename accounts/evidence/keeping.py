"""Where files of evidence lie: a folder that no server sends from, under random names, readable by the site's own user only."""

import os
import time
from collections.abc import Container
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

YOUNG = 3600  # seconds in which a file without a row may belong to a transaction that has not committed


def _path(name: str) -> Path:
    return Path(settings.EVIDENCE_DIR) / name


def write(name: str, data: bytes) -> None:
    """Raises FileExistsError: what was sent is never written over."""
    Path(settings.EVIDENCE_DIR).mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(_path(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def read(name: str) -> bytes:
    """Raises FileNotFoundError."""
    return _path(name).read_bytes()


def remove(name: str) -> None:
    _path(name).unlink(missing_ok=True)


def remove_soon(name: str) -> None:
    """Once the transaction has committed: a file that is gone cannot be called back. What a crash leaves behind `remove_strays` finds."""
    transaction.on_commit(partial(remove, name))


def remove_strays(known: Container[str]) -> int:
    """Removes files that no row names (any more): of requests that were never stored, or left by a crash. Returns how many."""
    folder, before = Path(settings.EVIDENCE_DIR), time.time() - YOUNG
    strays = [path for path in folder.iterdir() if path.name not in known and path.stat().st_mtime < before] if folder.is_dir() else []
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)
