"""The ground every test stands on, and the cast: named people, as fixtures."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import TransactionTestCase, override_settings
from django.utils import translation

from comments.ledger_triggers import lifted

pytest_plugins = ["tests.cast", "tests.demo.stage"]

FILES = tempfile.TemporaryDirectory(prefix="gongron-tests-")
# What differs from the settings of a real site, and why: nothing of a test may stay behind, wait for a worker, or take long.
FOR_TESTS = {
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "KEPT_DIR": Path(FILES.name) / "kept",
    "KEPT_PAGES": False,  # turned on by the tests of it
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
    TransactionTestCase._fixture_teardown = _empty_and_fill_again(TransactionTestCase._fixture_teardown)


def _empty_and_fill_again(flush: Callable[[TransactionTestCase], None]) -> Callable[[TransactionTestCase], None]:
    """A test with real transactions empties the database at its end: the one thing that may empty the ledger.

    What migrations put there (groups, professions, pages) is given back at once, because any test may come next: several processes that
    share the tests out file by file do not keep those with real transactions to the end.
    """

    def empty_and_fill_again(self: TransactionTestCase) -> None:
        with lifted(connection):
            flush(self)
        if hasattr(connection, "_test_serialized_contents"):
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)

    return empty_and_fill_again


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Notes for every connection what Django notes on one: once a browser has started its event loop, this thread gets another."""
    if hasattr(connection, "_test_serialized_contents"):
        type(connections["default"])._test_serialized_contents = connection._test_serialized_contents


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Has what migrations put into the database kept as text, for the tests that empty it."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = set(getattr(item, "fixturenames", ()))
        if names & {"live_server", "transactional_db"} or (marker and marker.kwargs.get("transaction")):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Attempts are counted in the cache: no test inherits another's."""
    cache.clear()


@pytest.fixture(autouse=True)
def _in_korean() -> Iterator[None]:
    """A request below /en/ leaves its language behind in the thread: no test inherits it."""
    with translation.override("ko"):
        yield
