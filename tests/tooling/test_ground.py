"""The ground the tests stand on: a test with real transactions leaves nothing behind and takes nothing away.

This module is about `tests/conftest.py`; pytest runs what uses real transactions last in a file, unless told otherwise.
"""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import Page

from accounts.models import Profession, User
from comments.ledger_triggers import expected, present
from comments.models import Action, Decision, Discussion

ROUNDS = pytest.mark.parametrize("round_", [1, 2])


@ROUNDS
@pytest.mark.django_db(transaction=True)
def test_with_real_transactions_the_ledger_can_be_written_and_is_empty_again(round_: int):
    assert Profession.objects.count() >= 40
    assert Group.objects.filter(name="Moderators").exists()
    assert not Decision.objects.exists()
    discussion = Discussion.for_writing(Page.objects.get(depth=1))
    Decision.record(action=Action.CLOSE, from_state="open", to_state="closed", discussion=discussion, by=None)
    User.objects.create_user("somebody", "somebody@example.com")
    assert present(connection) == expected(connection)


@pytest.mark.django_db(transaction=True)
def test_after_it_everything_is_as_migrations_left_it():
    assert not User.objects.exists()
    assert Page.objects.filter(depth=1).exists()
    assert present(connection) == expected(connection)
