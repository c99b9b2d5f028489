"""On SQLite nothing that was deleted can be read from the disk any more, neither in the file nor in its log."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import ConnectionHandler, connection

from portal.overwriting import empty_log

SECRET = "잿빛구름장@example.org"
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite")


@pytest.fixture
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[Any]:
    """A file as a site opens it, and not a test's in memory."""
    file = {**settings.DATABASES["default"], "NAME": str(tmp_path / "db.sqlite3")}
    with django_db_blocker.unblock():
        database = ConnectionHandler({"default": file})["default"]
        yield database
        database.close()


def on_disk(folder: Path) -> bool:
    return any(SECRET.encode() in file.read_bytes() for file in folder.iterdir())


def test_what_was_deleted_is_overwritten_in_the_file_and_in_its_log(database: Any, tmp_path: Path) -> None:
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE people (number integer primary key, address text)")
        cursor.executemany("INSERT INTO people (address) VALUES (%s)", [[f"{SECRET} {number}"] for number in range(300)])
        assert on_disk(tmp_path)
        empty_log(database)
        cursor.execute("UPDATE people SET address = '' WHERE number % 2 = 0")
        cursor.execute("DELETE FROM people WHERE number % 2 = 1")
        assert on_disk(tmp_path)
        empty_log(database)
        assert not on_disk(tmp_path)
        cursor.execute("SELECT count(*) FROM people")
        assert cursor.fetchone() == (150,)


def test_it_does_nothing_in_the_middle_of_a_transaction(db: None) -> None:
    empty_log()
