"""The ground every test stands on, and the cast: named people, as fixtures."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase, override_settings

from comments.ledger_triggers import lifted

pytest_plugins = ["tests.cast", "tests.demo.stage"]

FILES = tempfile.TemporaryDirectory(prefix="gongron-tests-")
# What differs from the settings of a real site, and why: nothing of a test may stay behind, wait for a worker, or take long.
FOR_TESTS = {
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "MEDIA_ROOT": Path(FILES.name) / "media",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # needs no collectstatic
    },
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
    "WHITENOISE_AUTOREFRESH": True,
    "WHITENOISE_USE_FINDERS": True,
}


def pytest_configure(config: pytest.Config) -> None:
    override_settings(**FOR_TESTS).enable()  # tells Django's caches of settings, which an assignment would not
    TransactionTestCase._fixture_teardown = _flush_with_the_ledger_open(TransactionTestCase._fixture_teardown)


def _flush_with_the_ledger_open(flush: Callable[[TransactionTestCase], None]) -> Callable[[TransactionTestCase], None]:
    """A test database's flush is the one thing that may empty the ledger."""

    def flush_ledger_too(self: TransactionTestCase) -> None:
        with lifted(connection):
            flush(self)

    return flush_ledger_too


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with real transactions empty the database; what migrations put there (groups, professions, pages) is given back to each."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = set(getattr(item, "fixturenames", ()))
        if names & {"live_server", "transactional_db"} or (marker and marker.kwargs.get("transaction")):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Attempts are counted in the cache: no test inherits another's."""
    cache.clear()
