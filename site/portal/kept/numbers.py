"""Numbers that are never given twice, and how much room kept pages take; one small file for all processes.

A page's number is the time of its file: nginx makes the ETag of a file from its time and its length, so the time has to be one that no
other state of the page ever had. A clock cannot promise that. The numbers begin at quarters of seconds since 2026, so that they go on
rising when the folder was lost, and fit into the 31 bits that every file system can store until 2043.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from portal.kept.folder import FILE_MODE, give_away, make_folder, path_to

EPOCH, A_SECOND, MOST = 1_767_225_600, 4, 2**31 - 1
MEGABYTE = 1 << 20


class Full(Exception):
    """There is no room for the page until the clock has swept, or no number left."""


def take(count: int, size: int, *, is_variant: bool) -> int:
    """The first of `count` numbers for a page of so many bytes. Raises Full.

    Pages whose address has a query may fill half of the room: anybody can make such addresses up, and the others must find a place.
    """
    with _ledger() as row:
        number, plain, variants = max(row[0], int((time.time() - EPOCH) * A_SECOND)), row[1], row[2]
        room = settings.KEPT_MEGABYTES * MEGABYTE
        if plain + variants + size > room or (is_variant and variants + size > room // 2) or number + count > MOST:
            raise Full
        row[:] = [number + count, plain + size * (not is_variant), variants + size * is_variant]
        return number


def used() -> tuple[int, int]:
    """How many bytes are taken, by pages without a query and with one."""
    with _ledger() as row:
        return row[1], row[2]


def measured(plain: int, variants: int, *, since: tuple[int, int]) -> None:
    """Sets the room that is taken: what was found on the disk, and what has been added since it was begun to be counted."""
    with _ledger() as row:
        row[1:] = [plain + max(0, row[1] - since[0]), variants + max(0, row[2] - since[1])]


@contextmanager
def _ledger() -> Iterator[list[int]]:
    """The last number, and bytes of plain pages and of variants; held alone, and written back."""
    if not os.path.isdir(path_to()):
        make_folder(path_to())
    number = os.open(path_to("numbers"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        written = os.read(number, 100)
        if not written:
            give_away(number)
        row = [int(word) for word in written.split()] if written else [0, 0, 0]
        yield row
        os.pwrite(number, b"%020d %020d %020d\n" % tuple(row), 0)
    finally:
        os.close(number)
