"""Stamps: what a step was last done with, so that it is done again only when that has changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

FOLDER = settings.VAR_DIR / "stamps"


def fingerprint(*paths: Path, also: Iterable[str] = ()) -> str:
    """SHA-256 over the names and contents of the files below `paths`, and over the words of `also`. What does not exist counts as empty."""
    digest = hashlib.sha256()
    for word in also:
        digest.update(f"{word}\0".encode())
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current(name: str, value: str) -> bool:
    path = FOLDER / name
    return path.is_file() and path.read_text() == value


def put(name: str, value: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(value)
