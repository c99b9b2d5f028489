"""The demo site as a fixture: built once in a run, put in place for each module that asks for it, and taken away after its last test."""

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.demo.keeping import built


@pytest.fixture(scope="session")
def of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share, and no other run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker, of_this_run: Path) -> Iterator[SimpleNamespace]:
    """`now` is the time of the build. Each test's own changes are rolled back to what was built."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield SimpleNamespace(now=built(of_this_run / "demo"))
        transaction.set_rollback(True)
