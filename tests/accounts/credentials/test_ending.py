"""What the clock does with credentials: warns, ends, and tells."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.credentials.door import AlreadyDecided, move
from accounts.credentials.ending import expire, warn
from accounts.models import Credential, Notice, User

pytestmark = pytest.mark.django_db
State = Credential.State


def ends_in(user: User, days: float) -> Credential:
    Credential.objects.filter(user=user).update(expires_at=timezone.now() + timedelta(days=days))
    return Credential.objects.get(user=user)


def kinds(user: User) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True))


def test_a_month_before_the_member_is_warned_once(lawyer: User) -> None:
    ends_in(lawyer, 31)
    assert warn() == 0
    ends_in(lawyer, 29)
    assert (warn(), warn()) == (1, 0)
    assert kinds(lawyer) == ["credential_ends"]


@pytest.mark.parametrize("days", [None, -1])
def test_what_does_not_run_out_or_has_run_out_is_not_warned_of(lawyer: User, days: int | None) -> None:
    if days is not None:
        ends_in(lawyer, days)
    assert warn() == 0


def test_what_has_run_out_is_ended_and_told_once(lawyer: User) -> None:
    credential = ends_in(lawyer, -0.01)
    assert (expire(), expire()) == (1, 0)
    credential.refresh_from_db()
    assert credential.state == "expired"
    assert [(event.was, event.became, event.actor) for event in credential.events.all()] == [("granted", "expired", None)]
    assert kinds(lawyer) == ["credential_ended"]


def test_what_still_holds_is_left_alone(lawyer: User) -> None:
    ends_in(lawyer, 1)
    assert expire() == 0
    assert lawyer.capacity().credential is not None


def test_nobody_who_left_is_told(lawyer: User) -> None:
    ends_in(lawyer, -1)
    lawyer.close()
    assert expire() == 1
    assert kinds(lawyer) == []


@pytest.mark.parametrize("was", State.values)
@pytest.mark.parametrize("to", State.values)
def test_there_are_five_ways_and_no_others(lawyer: User, was: str, to: str) -> None:
    Credential.objects.filter(user=lawyer).update(state=was)
    credential = Credential.objects.get(user=lawyer)
    ways = {("requested", "granted"), ("requested", "refused"), ("requested", "withdrawn"), ("granted", "revoked"), ("granted", "expired")}
    if (was, to) in ways:
        move(credential, State(to), by=None)
        assert credential.state == to
    else:
        with pytest.raises(AlreadyDecided):
            move(credential, State(to), by=None)
        assert not credential.events.exists()
