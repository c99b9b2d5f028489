"""The demo site as a fixture: built once for each module that asks for it, and taken away again after its last test."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from demo.build import build_demo


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SimpleNamespace]:
    """`now` is the time of the build. Each test's own changes are rolled back to what was built."""
    now = timezone.now()
    with django_db_blocker.unblock(), transaction.atomic():
        build_demo(now)
        yield SimpleNamespace(now=now)
        transaction.set_rollback(True)
