"""A rendering is settled or it is not: no change can come between what was read and what is believed of it."""

import fcntl
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError

from portal.kept import changing, scopes
from portal.kept.changing import alone
from portal.kept.scopes import LINE

PAGE = ["discussion-7"]


def change(*names: str, transaction: str = "") -> None:
    with changing.changing(names, transaction):
        pass


def test_what_stood_is_current_until_something_changes(keeping):
    stood = scopes.stand(PAGE)
    assert stood.is_settled
    assert stood == scopes.stand(PAGE)
    assert scopes.is_current(stood)
    change("discussion-8", "talk")
    assert scopes.is_current(stood)
    change("discussion-7")
    assert not scopes.is_current(stood)
    assert stood != scopes.stand(PAGE)
    assert scopes.stand(PAGE).is_settled


def test_a_change_of_the_site_changes_everything(keeping):
    stood = scopes.stand(PAGE)
    change("site", "talk")
    assert not scopes.is_current(stood)


def test_a_rendering_that_begins_while_a_change_is_on_its_way_is_not_settled(keeping):
    with changing.changing({"discussion-7"}):
        during = scopes.stand(PAGE)
        assert not during.is_settled
        with alone(during) as may_store:
            assert not may_store
    with alone(during) as may_store:
        assert may_store  # it is current: only its unsettled beginning speaks against it
    assert scopes.stand(PAGE).is_settled


def test_a_rendering_that_began_before_a_change_cannot_be_stored_after_it(keeping):
    stood = scopes.stand(PAGE)
    change("discussion-7")
    with alone(stood) as may_store:
        assert not may_store


def test_whoever_stores_holds_changes_up_and_is_never_held_up(keeping):
    stood, order = scopes.stand(PAGE), []

    def later() -> None:
        with changing.changing({"discussion-7"}):
            order.append("changed")

    with alone(stood) as may_store:
        assert may_store
        thread = threading.Thread(target=later)
        thread.start()
        thread.join(0.2)
        order.append("stored")
    thread.join(5)
    assert order == ["stored", "changed"]


def test_two_changes_at_once_do_not_wait_for_each_other(keeping):
    with changing.changing({"talk", "discussion-7"}):
        with changing.changing({"discussion-7", "talk"}):
            pass
        assert not scopes.stand(PAGE).is_settled  # the first is still on its way, though the second is over
    assert scopes.stand(PAGE).is_settled


def killed_within(names: set[str], transaction: str) -> None:
    """A process that is killed between taking the pages away and knowing that its commit is done."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(30)
        with changing.changing(names, transaction):
            os.write(write, b"x")
            signal.pause()
    os.read(read, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(read)
    os.close(write)


def test_a_killed_change_stays_open_until_the_database_has_told_what_became_of_it(keeping):
    killed_within({"discussion-7"}, "42")
    assert not scopes.stand(PAGE).is_settled
    change("discussion-7")  # nobody waits for the dead
    assert not scopes.stand(PAGE).is_settled
    changing.settle(lambda transaction: transaction == "42")
    assert not scopes.stand(PAGE).is_settled
    changing.settle(lambda transaction: False)
    assert scopes.stand(PAGE).is_settled


def test_settling_leaves_alone_who_is_still_at_work(keeping):
    with changing.changing({"discussion-7"}):
        changing.settle(lambda transaction: False)
        assert not scopes.stand(PAGE).is_settled


def test_after_an_error_a_change_stays_open_unless_the_database_refused_it(keeping):
    with pytest.raises(IntegrityError), changing.changing({"discussion-7"}):
        raise IntegrityError
    assert scopes.stand(PAGE).is_settled
    with pytest.raises(OperationalError), changing.changing({"discussion-7"}):
        raise OperationalError("the server closed the connection")
    assert not scopes.stand(PAGE).is_settled


def test_where_pages_cannot_be_taken_away_nothing_is_changed(keeping, monkeypatch):
    def refuse(name: str) -> None:
        raise PermissionError

    monkeypatch.setattr("portal.kept.shelves.clear", refuse)
    reached = False
    with pytest.raises(OperationalError), changing.changing({"discussion-7"}):
        reached = True
    assert not reached


def test_a_scope_stays_small(keeping: Path):
    for _time in range(300):
        change("talk")
    assert (keeping / "scopes" / "talk").stat().st_size <= 65 * LINE
    assert scopes.stand(["talk"]).is_settled


def test_a_folder_that_was_lost_does_not_bring_old_tokens_back(keeping: Path):
    stood = scopes.stand(PAGE)
    for file in (keeping / "scopes").iterdir():
        file.unlink()
    assert not scopes.is_current(stood)


def test_half_a_line_settles_nothing_until_it_is_mended(keeping: Path):
    stood = scopes.stand(PAGE)
    with (keeping / "scopes" / "discussion-7").open("ab") as file:
        file.write(b"?half")
    assert not scopes.stand(PAGE).is_settled
    assert not scopes.is_current(stood)
    changing.settle(lambda transaction: False)
    assert scopes.stand(PAGE).is_settled
    assert not scopes.is_current(stood)


def test_a_child_does_not_hold_on_to_the_locks_of_its_parent(keeping: Path):
    read, write = os.pipe()
    with changing.changing({"discussion-7"}):
        child = os.fork()
        if not child:
            signal.alarm(30)
            os.write(write, b"x")
            signal.pause()
    os.read(read, 1)
    with (keeping / "scopes" / "discussion-7").open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_many_at_once_leave_a_whole_scope(keeping: Path):
    """Six processes change and store the same scope; what one stores is always what it read (the number is the database)."""
    database, page = keeping.parent / "database", keeping.parent / "page"
    database.write_text("0")
    scopes.stand(PAGE)
    children = []
    for which in range(6):
        child = os.fork()
        if not child:
            signal.alarm(30)
            for _time in range(150):
                (raise_number if which % 2 else store_number)(database, page)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    assert scopes.stand(PAGE).is_settled
    assert not page.exists() or page.read_text() == database.read_text()


def raise_number(database: Path, page: Path) -> None:
    with changing.changing({"discussion-7"}):
        page.unlink(missing_ok=True)
        with database.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            number = int(file.read()) + 1
            file.seek(0)
            file.write(str(number))
            file.flush()
    with suppress(FileNotFoundError):
        assert int(page.read_text()) >= number


def store_number(database: Path, page: Path) -> None:
    stood = scopes.stand(PAGE)
    number = database.read_text()
    with alone(stood) as may_store:
        if may_store and stood.is_settled:
            new = page.with_name(f"page-{os.getpid()}")
            new.write_text(number)
            new.rename(page)
