"""Keeping the room that kept pages take within its bounds, and forgetting them all."""

import contextlib
import json
import os
import shutil
import time
from pathlib import Path

from django.conf import settings

from portal.kept import numbers, shelves
from portal.kept.changing import changing
from portal.kept.folder import is_on, make_folder, path_to
from portal.kept.scopes import SITE
from portal.kept.settling import settle
from portal.kept.store import HEAD

FULL = 0.9  # of the room: from here on room is made
LEFT_OVER = 600  # seconds after which nobody is still making a page


def forget() -> None:
    """All pages, for new code, templates or settings, or a database that was changed behind our back."""
    if not is_on() and not os.path.isdir(path_to()):
        return
    make_folder(path_to())
    with changing({SITE}):
        pass
    for links in ("addresses", "pages"):
        shelves.discard(path_to(links))
    shelves.empty_trash()
    numbers.measured(0, 0, since=numbers.used())


def tidy() -> None:
    """Every minute: what killed processes left open, and what was taken away."""
    if is_on():
        settle()
        shelves.empty_trash()


def sweep() -> None:
    """Now and then: removes what is no longer true or no longer found, and makes room: first by pages with a query, then by all."""
    if not is_on():
        return
    since = numbers.used()
    plain, variants = _measure()
    room = FULL * settings.KEPT_MEGABYTES * numbers.MEGABYTE
    if variants > room / 2 or plain + variants > room:
        _measure(without_variants=True)
        variants = 0
    if plain > room:
        shelves.discard(path_to(shelves.SHELVES))
        plain = 0
    numbers.measured(plain, variants, since=since)
    for links in ("addresses", "pages"):
        _unlink_lost(path_to(links))
    _remove_left_over()


def _measure(*, without_variants: bool = False) -> tuple[int, int]:
    plain = variants = 0
    for head in Path(path_to(shelves.SHELVES)).glob(f"*/*/{HEAD}"):
        with contextlib.suppress(OSError, ValueError):  # it is being taken away
            told = json.loads(head.read_bytes())
            is_variant = "?" in told["key"]
            if (told["until"] and told["until"] < time.time()) or (without_variants and is_variant):
                shelves.discard(str(head.parent))
                continue
            size = sum(file.stat().st_size for file in head.parent.iterdir())
            plain, variants = plain + size * (not is_variant), variants + size * is_variant
    return plain, variants


def _unlink_lost(folder: str) -> None:
    """Links to what is no longer on its shelf, and folders without any. Who stores a page at this moment makes its link anew next time."""
    for path, folders, files in os.walk(folder, topdown=False):
        for name in (*folders, *files):
            link = os.path.join(path, name)
            if os.path.islink(link) and not os.path.exists(link):
                with contextlib.suppress(OSError):
                    os.unlink(link)
        with contextlib.suppress(OSError):  # not empty
            os.rmdir(path)


def _remove_left_over() -> None:
    with contextlib.suppress(FileNotFoundError):
        for entry in os.scandir(path_to("tmp")):
            if time.time() - entry.stat(follow_symlinks=False).st_ctime > LEFT_OVER:
                shutil.rmtree(entry.path, ignore_errors=True)
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
