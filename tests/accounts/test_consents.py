"""Consents: shown with version and day, and the one that is given and withdrawn at will."""

import pytest
from django.test import Client

from accounts.models import Consent, Policy, User
from tests.cast import log_in

pytestmark = pytest.mark.django_db
SETTINGS = "/accounts/settings/"
GIVE, WITHDRAW = "/accounts/consents/ai/give/", "/accounts/consents/ai/withdraw/"


def panel(client: Client) -> str:
    return client.get(SETTINGS).content.decode().split('id="data"')[1].split("</section>")[0]


def test_what_was_accepted_is_shown_with_version_and_day(reader: User) -> None:
    Policy.objects.create(kind="terms", version="2026-11-01", effective_on="2026-01-01", body="<p>글</p>")
    Consent.give_on_joining(reader)
    shown = panel(log_in(reader))
    assert "/terms/2026-11-01/" in shown
    assert shown.count("<time") >= 3


def test_comments_are_given_to_train_ai_only_after_one_said_so(reader: User) -> None:
    client = log_in(reader)
    assert GIVE in panel(client)
    assert not Consent.objects.filter(kind=Consent.Kind.AI).exists()
    client.post(GIVE)
    client.post(GIVE)
    assert Consent.objects.get(kind=Consent.Kind.AI).withdrawn_at is None
    assert WITHDRAW in panel(client)


def test_it_is_withdrawn_and_given_anew_without_a_row_being_rewritten(reader: User) -> None:
    client = log_in(reader)
    client.post(GIVE)
    first = Consent.objects.get()
    client.post(WITHDRAW)
    client.post(WITHDRAW)
    client.post(GIVE)
    old, new = Consent.objects.order_by("pk")
    assert (old.pk, old.given_at) == (first.pk, first.given_at)
    assert old.withdrawn_at is not None
    assert new.given_at > old.withdrawn_at
    assert new.withdrawn_at is None


def test_it_is_each_members_own(reader: User, lawyer: User) -> None:
    Consent.give(lawyer, Consent.Kind.AI)
    log_in(reader).post(WITHDRAW)
    assert Consent.objects.get().withdrawn_at is None
