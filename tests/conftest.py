"""The ground every test stands on, and the cast: named people, as fixtures."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import translation

from tests import migrated, played, restoring
from tests.surroundings import FOR_TESTS

pytest_plugins = ["tests.cast", "tests.demo.stage", "tests.ways.stage"]

LONGEST = tuple(
    f"tests/{name}"
    for name in (
        "portal/test_small_groups",
        "portal/kept/test_under_load",
        "portal/test_hidden_words",
        "demo/",
        "tooling/test_serve",
        "portal/test_left",
    )
)


def pytest_configure(config: pytest.Config) -> None:
    override_settings(**FOR_TESTS).enable()  # tells Django's caches of settings, which an assignment would not
    migrated.begin()
    played.begin()
    TransactionTestCase._fixture_teardown = lambda self: restoring.give_back(connection)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Python looks for rubbish among all the tests again and again while they are found, and would ever after: there is none."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Iterator[None]:
    with played.setting_up():
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first, that no process works on alone while the others have nothing left to do."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        restoring.keep(connection)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Attempts are counted in the cache: no test inherits another's."""
    cache.clear()


@pytest.fixture(autouse=True)
def _in_korean() -> Iterator[None]:
    """A request below /en/ leaves its language behind in the thread: no test inherits it."""
    with translation.override("ko"):
        yield
