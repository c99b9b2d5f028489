"""Where kept pages lie: on disk and in memory, within bounds, and nobody's trouble when that fails."""

import os
from pathlib import Path

from portal.kept import numbers, store, sweeping
from tests.portal.kept.conftest import Site, kept_by_then


def test_other_processes_see_it_too_and_hold_it_in_memory(ask, column):
    ask(column.url)
    other = Site()
    assert other(column.url).is_kept
    assert other.door.held
    sweeping.forget()
    assert not other(column.url).is_kept


def test_a_door_holds_no_more_than_it_may(ask, column, monkeypatch):
    monkeypatch.setattr("portal.kept.door.MEMORY", 30_000)
    for address in ("/", "/columns/", column.url, "/professions/", "/en/"):
        ask(address)
        assert ask(address).is_kept
        assert ask.door.size == sum(held.size for held in ask.door.held.values()) <= 30_000


def test_room_is_bounded_and_made(ask, column, settings, monkeypatch):
    monkeypatch.setattr(numbers, "MEGABYTE", 600_000)
    settings.KEPT_MEGABYTES = 1
    addresses = [f"{column.url}?after={number}" for number in range(1, 32)]
    for address in addresses:
        ask(address)
    assert numbers.used()[1] <= 300_000
    assert not ask(addresses[-1]).is_kept
    assert kept_by_then(ask, "/")  # addresses that anybody can make up leave room for the others
    sweeping.sweep()
    assert numbers.used()[1] <= 300_000
    assert kept_by_then(ask, addresses[-1])


def test_sweeping_leaves_what_is_found_and_nothing_else(ask, column):
    for address in (column.url, "/", "/columns/"):
        ask(address)
    before = numbers.used()
    sweeping.sweep()
    assert numbers.used()[0] >= before[0]  # the heads count as well
    assert all(ask(address).is_kept for address in (column.url, "/", "/columns/"))
    sweeping.forget()
    sweeping.sweep()
    assert numbers.used() == (0, 0)
    assert not list(Path(store.path_to("shelves")).glob("*/*"))
    assert not list(Path(store.path_to("addresses")).glob("*/*"))
    assert not list(Path(store.path_to("pages")).rglob("~kept"))


def test_an_error_of_the_store_is_logged_once_and_answered_by_django(ask, column, monkeypatch, caplog):
    assert kept_by_then(ask, column.url)

    def fail(_key: str) -> None:
        raise PermissionError

    ask.door.held.clear()
    monkeypatch.setattr(store, "find", fail)
    assert [ask(column.url).status for _time in range(3)] == [200] * 3
    assert caplog.text.count("Kept pages cannot be read") == 1


def test_a_full_disk_is_no_readers_trouble(ask, column, monkeypatch):
    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_write_file", fail)
    assert ask(column.url).status == 200
    assert not ask(column.url).is_kept


def test_files_can_be_read_by_the_proxy_whatever_the_umask(ask, column):
    before = os.umask(0o077)
    try:
        ask(column.url)
    finally:
        os.umask(before)
    (kept,) = Path(store.proxy_root()).rglob("~kept")
    for file in kept.iterdir():
        assert file.stat().st_mode & 0o777 == 0o644
    folder = kept.resolve()
    while folder != Path(store.path_to()).parent:
        assert folder.stat().st_mode & 0o777 == 0o755
        folder = folder.parent
