"""Joining that was never finished leaves nothing behind."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts import leaving
from accounts.models import Handle, User
from tests.cast import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def unfinished() -> User:
    """Somebody who joined 31 days ago and never entered the code."""
    user = make_member("halfway", "반쯤")
    EmailAddress.objects.filter(user=user).update(verified=False)
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=31))
    return user


def test_an_address_that_was_never_verified_is_forgotten(unfinished: User) -> None:
    assert leaving.close_unverified() == 1
    unfinished.refresh_from_db()
    assert unfinished.email is None
    assert not EmailAddress.objects.filter(user=unfinished).exists()
    assert not Handle.was_given("halfway")
    assert leaving.close_unverified() == 0


def test_who_joined_lately_keeps_their_time(unfinished: User) -> None:
    User.objects.filter(pk=unfinished.pk).update(date_joined=timezone.now() - timedelta(days=29))
    assert leaving.close_unverified() == 0


def test_a_verified_member_is_never_taken_for_one(unfinished: User) -> None:
    EmailAddress.objects.filter(user=unfinished).update(verified=True)
    assert leaving.close_unverified() == 0


def test_who_has_been_inside_is_never_taken_for_one(unfinished: User) -> None:
    User.objects.filter(pk=unfinished.pk).update(last_login=timezone.now())
    assert leaving.close_unverified() == 0
