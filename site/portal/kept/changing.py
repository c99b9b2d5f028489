"""Changing what pages depend on: before the commit the scopes get new tokens and the pages go; the change is open until it is over.

The file of a scope is also its lock. Changes share it, so they never wait for each other; who puts a page in its place holds it alone, for
as long as two renames take. A change whose process was killed stays open until `settle` has asked the database what became of it.
"""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, OperationalError

from portal.kept import scopes, shelves
from portal.kept.folder import FILE_MODE, path_to
from portal.kept.scopes import LINE, NUMBER, OPEN, OVER, SITE, TOKEN

MANY = 64  # lines of a scope's file
_held: set[int] = set()


@contextmanager
def changing(names: Iterable[str], transaction: str = "") -> Iterator[None]:
    """Around a commit. Raises OperationalError, before the block, where the pages cannot be taken away: better no change than a stale page.

    `transaction` is the number by which the database knows what is committed. After an error in the block the change stays open, because
    nobody can tell what became of it; only where the database refused is it over.
    """
    names = set(names)
    opened: list[tuple[int, int]] = []
    try:
        try:
            for name in sorted({SITE} if SITE in names else names):
                opened.append(_open(name, transaction))
                shelves.clear(name)
        except OSError as error:
            raise OperationalError(f"Kept pages cannot be taken away: {error}") from error
        try:
            yield
        except IntegrityError:
            _close(opened)
            raise
        _close(opened)
    finally:
        for number, _place in opened:
            _let_go(number)


def _open(name: str, transaction: str) -> tuple[int, int]:
    """Adds a line to the scope's file, with its lock held in common with other changes. Returns the file and the place of the line."""
    number = _take(name, fcntl.LOCK_SH)
    try:
        os.write(number, scopes.line(OPEN, scopes.new_token(), transaction))
        return number, os.lseek(number, 0, os.SEEK_CUR) - LINE
    except OSError:
        _let_go(number)
        raise


def _close(opened: list[tuple[int, int]]) -> None:
    for number, place in opened:
        fcntl.fcntl(number, fcntl.F_SETFL, 0)  # appending no more, but writing where the line is
        os.pwrite(number, OVER, place)
        if place >= MANY * LINE:
            _shorten(number)


def _shorten(number: int) -> None:
    """Leaves the newest line only, if nobody else is changing or storing and every change is over."""
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    lines = os.pread(number, scopes.MOST, 0)
    if OPEN not in lines and len(lines) % LINE == 0:
        os.pwrite(number, lines[-LINE:], 0)
        os.ftruncate(number, LINE)


@contextmanager
def alone(stood: scopes.Stand) -> Iterator[bool]:
    """Holds every scope of a stand alone and gives whether it is still current; False as well where a lock is not had at once."""
    taken: list[int] = []
    try:
        try:
            for name in stood.names:
                taken.append(_take(name, fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield scopes.is_current(stood)
    finally:
        for number in taken:
            _let_go(number)


def settle(is_going_on: Callable[[str], bool]) -> None:
    """Closes the changes whose process is gone and whose transaction is over, as `is_going_on` tells of its number."""
    for name in os.listdir(path_to("scopes")) if os.path.isdir(path_to("scopes")) else ():
        if scopes.state_of(name)[1]:
            continue
        try:
            number = _take(name, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # somebody is at work there
            continue
        try:
            _settle_lines(number, is_going_on)
        finally:
            _let_go(number)


def _settle_lines(number: int, is_going_on: Callable[[str], bool]) -> None:
    lines = os.pread(number, scopes.MOST, 0)
    fcntl.fcntl(number, fcntl.F_SETFL, 0)
    whole = len(lines) - len(lines) % LINE
    if whole != len(lines) or not lines:  # half a line is what a full disk leaves
        os.ftruncate(number, whole)
        os.pwrite(number, scopes.line(OVER, scopes.new_token()), whole)
    for place in range(0, whole, LINE):
        transaction = lines[place + 1 + TOKEN : place + 1 + TOKEN + NUMBER].decode().strip()
        if lines[place : place + 1] == OPEN and not is_going_on(transaction):
            os.pwrite(number, OVER, place)


def _take(name: str, how: int) -> int:
    """The file of a scope with its lock. Raises BlockingIOError where it is not to be had and `how` says not to wait."""
    if not os.path.exists(path_to("scopes", name)):
        scopes.begin(name)
    number = os.open(path_to("scopes", name), os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    _held.add(number)
    try:
        fcntl.flock(number, how)
    except OSError:
        _let_go(number)
        raise
    return number


def _let_go(number: int) -> None:
    _held.discard(number)
    os.close(number)


def _forget_held() -> None:
    """In a child that was forked while another thread held a lock: the child's copy would hold on to it."""
    for number in list(_held):
        _let_go(number)


os.register_at_fork(after_in_child=_forget_held)
