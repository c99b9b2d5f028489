"""A member's accounts at other sites: connecting, disconnecting, and what is refused."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.cast import PASSWORD, log_in, make_member
from tests.ways.stage import ALL, come, decide, leave
from tests.ways.stand_in import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_way")]
CONNECTIONS, REAUTHENTICATE = "/accounts/ways/", "/accounts/reauthenticate/"


def said(client: Client) -> str:
    return " ".join(str(message) for message in client.get(CONNECTIONS).context["messages"])


@pytest.fixture
def member(translator: User) -> Client:
    """문가람, who has given the password a moment ago."""
    client = log_in(translator)
    client.post(REAUTHENTICATE, {"password": PASSWORD})
    return client


def disconnect(client: Client, way: str = "kakao") -> Any:
    return client.post(CONNECTIONS, {"account": SocialAccount.objects.get(provider=way).pk})


@pytest.mark.parametrize("way", ALL)
def test_a_member_connects_an_account_and_logs_in_by_it(member: Client, translator: User, way: str) -> None:
    assert come(member, way, process="connect")["Location"] == CONNECTIONS
    assert SocialAccount.objects.get(provider=way).user == translator
    assert mail.outbox[-1].to == [translator.email]
    other = Client()
    come(other, way)
    assert other.session["_auth_user_id"] == str(translator.pk)


def test_connecting_changes_nothing_else_of_the_member(member: Client, translator: User) -> None:
    before = User.objects.values().get(pk=translator.pk)
    come(member, "google", process="connect")
    assert User.objects.values().get(pk=translator.pk) == before
    assert translator.emailaddress_set.values_list("email", flat=True).get() == translator.email


def test_the_password_is_asked_for_first_and_then_the_account_is_connected(translator: User) -> None:
    client = log_in(translator)
    assert come(client, "kakao", process="connect")["Location"] == REAUTHENTICATE
    assert not SocialAccount.objects.exists()
    assert client.post(REAUTHENTICATE, {"password": PASSWORD})["Location"] == CONNECTIONS
    assert SocialAccount.objects.get().user == translator


def test_the_password_is_asked_for_before_disconnecting(translator: User) -> None:
    SocialAccount.objects.create(user=translator, provider="kakao", uid="1")
    client = log_in(translator)
    response = disconnect(client)
    assert response["Location"].startswith(REAUTHENTICATE)
    assert SocialAccount.objects.exists()
    assert client.post(response["Location"], {"password": PASSWORD, "next": CONNECTIONS})["Location"] == CONNECTIONS
    assert not SocialAccount.objects.exists()


def test_one_account_is_never_two_members(member: Client, translator: User) -> None:
    owner = make_member("owner", "주인")
    SocialAccount.objects.create(user=owner, provider="kakao", uid="4000000001")
    assert come(member, "kakao", process="connect")["Location"] == CONNECTIONS
    assert SocialAccount.objects.get().user == owner
    assert "다른 회원" in said(member)


def test_connecting_twice_is_no_mistake(member: Client) -> None:
    come(member, "kakao", process="connect")
    come(member, "kakao", process="connect")
    assert SocialAccount.objects.count() == 1
    assert "이미 연결되어 있습니다" in said(member)


def test_a_member_has_one_account_of_each_site(member: Client, stand_in: StandIn) -> None:
    come(member, "kakao", process="connect")
    stand_in.people["kakao"] = {"id": 2}
    assert come(member, "kakao", process="connect")["Location"] == CONNECTIONS
    assert SocialAccount.objects.get().uid == "4000000001"
    assert "카카오" in said(member)


@pytest.mark.parametrize("decision", ["cancel", "nonsense"])
def test_what_goes_wrong_over_there_is_said_on_the_page_of_connections(member: Client, stand_in: StandIn, decision: str) -> None:
    address = leave(member, "kakao", process="connect")
    stand_in.instead["/kakao/token"] = (500, "")
    assert decide(member, address, "cancel" if decision == "cancel" else "agree")["Location"] == CONNECTIONS
    assert said(member)
    assert not SocialAccount.objects.exists()


def test_a_connection_is_ended_and_its_owner_told(member: Client, translator: User) -> None:
    come(member, "kakao", process="connect")
    assert disconnect(member)["Location"] == CONNECTIONS
    assert not SocialAccount.objects.exists()
    assert "카카오" in mail.outbox[-1].subject
    assert come(Client(), "kakao")["Location"] == "/accounts/ways/join/"


def test_the_last_way_in_is_not_cut_off(translator: User) -> None:
    translator.set_unusable_password()
    translator.save()
    for way in ("kakao", "naver"):
        SocialAccount.objects.create(user=translator, provider=way, uid="1")
    client = log_in(translator)
    disconnect(client, "naver")
    page = disconnect(client, "kakao").content.decode()
    assert "비밀번호를 정해" in page
    assert 'href="/accounts/password/set/"' in page
    assert SocialAccount.objects.get().provider == "kakao"


def test_a_site_that_is_no_longer_offered_can_be_disconnected_but_opens_nothing(translator: User) -> None:
    translator.set_unusable_password()
    translator.save()
    for way in ("kakao", "once-was"):
        SocialAccount.objects.create(user=translator, provider=way, uid="1")
    client = log_in(translator)
    assert "once-was" in client.get(CONNECTIONS).content.decode()
    assert disconnect(client, "kakao").status_code == 200
    assert disconnect(client, "once-was").status_code == 302
    assert SocialAccount.objects.get().provider == "kakao"


@pytest.mark.parametrize("account", ["", "0", "x", "\x00", "99999999999999999999"])
def test_disconnecting_nothing_is_answered_in_words(member: Client, account: str) -> None:
    response = member.post(CONNECTIONS, {"account": account})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


def test_nobody_disconnects_anothers_account(member: Client) -> None:
    SocialAccount.objects.create(user=make_member("owner", "주인"), provider="kakao", uid="1")
    assert disconnect(member).status_code == 200
    assert SocialAccount.objects.exists()


def test_a_stranger_connects_nothing(client: Client) -> None:
    assert client.get(CONNECTIONS)["Location"].startswith("/accounts/login/")
    assert come(client, "kakao", process="connect")["Location"] == "/accounts/ways/join/"  # it is a log-in


def test_the_page_asks_one_thing_more_than_any_members_page(translator: User, django_assert_num_queries: Any) -> None:
    client = log_in(translator)
    for way in ALL:
        SocialAccount.objects.create(user=translator, provider=way, uid="1")
    client.get(CONNECTIONS)
    with django_assert_num_queries(7 + 1):  # session, member, site, what the masthead shows; and what is connected
        client.get(CONNECTIONS)
