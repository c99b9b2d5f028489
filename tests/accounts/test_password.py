"""A password forgotten, and a password changed."""

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.forms import PASSWORD as NEW
from tests.accounts.forms import code_in_mail, errors
from tests.cast import PASSWORD, log_in

pytestmark = pytest.mark.django_db


def test_a_code_lets_a_member_choose_a_new_password(client: Client, translator: User) -> None:
    response = client.post("/accounts/password/reset/", {"email": translator.email})
    assert response["Location"] == "/accounts/password/reset/confirm/"
    response = client.post("/accounts/password/reset/confirm/", {"code": code_in_mail()})
    assert response["Location"] == "/accounts/password/reset/complete/"
    response = client.post("/accounts/password/reset/complete/", {"password1": NEW})
    assert client.get(response["Location"]).status_code == 200
    translator.refresh_from_db()
    assert translator.check_password(NEW)


def test_an_unknown_address_is_treated_alike_and_gets_nothing(client: Client) -> None:
    response = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert response["Location"] == "/accounts/password/reset/confirm/"
    assert not mail.outbox


def test_the_code_cannot_be_skipped(client: Client, translator: User) -> None:
    client.post("/accounts/password/reset/", {"email": translator.email})
    assert client.post("/accounts/password/reset/complete/", {"password1": NEW})["Location"] == "/accounts/password/reset/confirm/"
    translator.refresh_from_db()
    assert translator.check_password(PASSWORD)


def test_changing_it_needs_the_current_one_and_ends_other_sessions(translator: User) -> None:
    here, elsewhere = log_in(translator), log_in(translator)
    assert errors(here.post("/accounts/password/change/", {"oldpassword": "다른 암호", "password1": NEW}), "oldpassword")
    assert here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW})["Location"] == "/accounts/settings/"
    assert here.get("/accounts/settings/").status_code == 200
    assert elsewhere.get("/accounts/settings/").status_code == 302
    assert mail.outbox[-1].to == [translator.email]
