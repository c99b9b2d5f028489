"""What the tests of comments share."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that several threads can write to, for tests of what happens at once; to be asked for before other fixtures.

    The tests' SQLite lives in memory, where a second writer fails instead of waiting; here it is copied to a file, as on a real site.
    """
    memory = connections["default"]
    if memory.vendor != "sqlite":
        yield
        return
    name = memory.settings_dict["NAME"]
    file = sqlite3.connect(tmp_path / "shared.sqlite3")
    memory.ensure_connection()
    memory.connection.backup(file)
    file.close()
    memory.settings_dict["NAME"] = str(tmp_path / "shared.sqlite3")
    del connections["default"]
    yield
    connections["default"].close()
    memory.settings_dict["NAME"] = name
    connections["default"] = memory
