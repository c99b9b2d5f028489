"""A database that is made for the measuring and dropped after it, opened as the site's own is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection
from django.test import override_settings


@contextmanager
def scratch_database() -> Iterator[None]:
    """Inside, the default database is an empty one beside the site's, on the same server and with the same options.

    SQLite: a file of its own, not the memory in which tests run. PostgreSQL: the role has to be allowed to create databases.
    """
    with TemporaryDirectory(prefix="gongron-measuring-") as folder:
        own = connection.settings_dict["NAME"]
        is_file = connection.vendor == "sqlite"
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/scratch.sqlite3" if is_file else f"gongron_scratch_{os.getpid()}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(**what_differs(Path(folder))):
                yield
        finally:
            connection.creation.destroy_test_db(str(own), verbosity=0)


def what_differs(folder: Path) -> dict[str, Any]:
    """From the settings of a real site: nothing is left behind, and no static files need to be collected."""
    return {
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "KEPT_PAGES": False,  # what is measured is rendered each time
        "MEDIA_ROOT": folder / "media",
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    }
