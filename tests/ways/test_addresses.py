"""Whose word is enough for an address, and that no address opens an account that is there."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.accounts.forms import VERIFY
from tests.ways.forms import ADDRESSES, JOIN, is_logged_in, joining
from tests.ways.stage import ALL, come
from tests.ways.stand_in import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_way")]


@pytest.mark.parametrize("doubt", [{"is_email_valid": False}, {"is_email_verified": False}, {"is_email_verified": "true"}, {"is_email_valid": None}])  # fmt: skip
def test_kakao_is_believed_only_where_it_says_both_valid_and_verified(client: Client, stand_in: StandIn, doubt: dict[str, Any]) -> None:
    stand_in.people["kakao"]["kakao_account"] = {**stand_in.people["kakao"]["kakao_account"], **doubt}
    come(client, "kakao")
    assert client.post(JOIN, joining())["Location"] == VERIFY


@pytest.mark.parametrize("account", [{}, {"email_needs_agreement": True}, {"email": None}, {"email": "no address"}, None])
def test_without_an_address_from_kakao_one_is_asked_for_and_checked(
    client: Client, stand_in: StandIn, account: dict[str, Any] | None
) -> None:
    stand_in.people["kakao"]["kakao_account"] = account
    assert come(client, "kakao")["Location"] == JOIN
    assert client.get(JOIN).context["form"]["email"].value() == ""
    assert client.post(JOIN, joining(email="own@example.org"))["Location"] == VERIFY
    assert mail.outbox[-1].to == ["own@example.org"]
    assert not is_logged_in(client)


def test_google_is_believed_only_for_the_mailboxes_it_runs(client: Client, stand_in: StandIn) -> None:
    stand_in.people["google"] |= {"email": "garam@company.example"}
    come(client, "google")
    assert client.post(JOIN, joining("google", email="garam@company.example"))["Location"] == VERIFY
    cache.clear()
    stand_in.people["google"] |= {"sub": "10002", "email": "yun@company.example", "hd": "company.example"}
    other = Client()
    come(other, "google")
    assert other.post(JOIN, joining("google", email="yun@company.example", handle="yun"))["Location"] == "/"


def test_any_other_address_than_the_one_that_was_given_waits_for_its_code(client: Client) -> None:
    come(client, "google")
    assert client.post(JOIN, joining("google", email="other@example.org"))["Location"] == VERIFY
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("other@example.org", False)]
    assert User.objects.get().email == "other@example.org"


def test_what_the_browser_adds_to_apples_answer_is_not_believed(client: Client, stand_in: StandIn) -> None:
    del stand_in.people["apple"]["email"], stand_in.people["apple"]["email_verified"]
    come(client, "apple")  # with a form that names another address as verified
    assert client.get(JOIN).context["form"]["email"].value() == ""
    assert client.post(JOIN, joining("apple", email="somebody-else@example.org"))["Location"] == VERIFY


@pytest.mark.parametrize("way", ALL)
def test_an_address_that_is_known_is_neither_linked_nor_logged_in(client: Client, stand_in: StandIn, translator: User, way: str) -> None:
    EmailAddress.objects.filter(user=translator).update(email=ADDRESSES[way])
    User.objects.filter(pk=translator.pk).update(email=ADDRESSES[way])
    assert come(client, way)["Location"] == JOIN
    page = client.get(JOIN).content.decode()
    assert client.post(JOIN, joining(way))["Location"] == VERIFY  # as for an address that nobody has
    assert not is_logged_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1
    assert "연결" in mail.outbox[-1].body  # its owner, and nobody else, is told how
    assert mail.outbox[-1].to == [ADDRESSES[way]]
    assert translator.handle not in page


def test_the_answer_for_a_known_address_is_that_for_a_new_one(client: Client, stand_in: StandIn, translator: User) -> None:
    come(client, "naver")
    known = client.post(JOIN, joining("naver", email=translator.email))
    cache.clear()
    new = Client()
    stand_in.people["naver"] |= {"id": "naver-0002"}
    come(new, "naver")
    fresh = new.post(JOIN, joining("naver"))
    assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])
