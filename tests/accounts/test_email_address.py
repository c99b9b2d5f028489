"""Changing one's e-mail address."""

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.forms import VERIFY, code_in_mail, errors
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
EMAIL = "/accounts/email/"


@pytest.fixture
def member(client: Client, translator: User) -> Client:
    """Logged in, and has just given the password once more."""
    client.post("/accounts/login/", {"login": translator.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_the_new_address_counts_once_its_code_was_entered(member: Client, translator: User) -> None:
    response = member.post(EMAIL, {"email": "new@example.org", "action_add": "1"})
    assert response["Location"] == VERIFY
    translator.refresh_from_db()
    assert translator.email == "mungaram@example.org"
    assert member.get(VERIFY).status_code == 200
    assert member.post(VERIFY, {"code": code_in_mail()})["Location"] == "/accounts/settings/"
    translator.refresh_from_db()
    assert translator.email == translator.verified_email == "new@example.org"
    assert translator.emailaddress_set.count() == 1


def test_it_needs_the_password_if_that_was_long_ago(translator: User) -> None:
    from tests.cast import log_in

    client = log_in(translator)  # without having typed a password
    assert client.post(EMAIL, {"email": "new@example.org", "action_add": "1"})["Location"].startswith("/accounts/reauthenticate/")
    assert client.get("/accounts/reauthenticate/").status_code == 200
    response = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": EMAIL})
    assert response["Location"] == VERIFY
    assert mail.outbox[-1].to == ["new@example.org"]


def test_an_address_that_is_none_is_refused_with_the_text_kept(member: Client) -> None:
    response = member.post(EMAIL, {"email": "new@", "action_add": "1"})
    assert errors(response, "email")
    assert 'value="new@"' in response.content.decode()


def test_an_address_of_somebody_else_is_not_taken_from_them(member: Client, reader: User, translator: User) -> None:
    member.post(EMAIL, {"email": reader.email, "action_add": "1"})
    translator.refresh_from_db()
    reader.refresh_from_db()
    assert translator.email == "mungaram@example.org"
    assert reader.verified_email == reader.email
