"""Logging in by another site's log-in, and everything that can go wrong over there."""

from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from freezegun import freeze_time

from accounts.models import User
from tests.ways.stage import ALL, come, decide, leave, query_of
from tests.ways.stand_in import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_way")]
JOIN, ERROR, CANCELLED = "/accounts/ways/join/", "/accounts/ways/error/", "/accounts/ways/cancelled/"
UIDS = {"kakao": "4000000001", "naver": "naver-0001", "google": "10001", "apple": "000001.abc"}


@pytest.fixture
def connected(translator: User) -> User:
    """문가람, who has connected an account at each site."""
    for way, uid in UIDS.items():
        SocialAccount.objects.create(user=translator, provider=way, uid=uid)
    return translator


def is_logged_in(client: Client, user: User) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


@pytest.mark.parametrize("way", ALL)
def test_a_member_goes_in_directly_and_back_to_where_they_were(client: Client, connected: User, way: str) -> None:
    assert come(client, way, next="/columns/초벌/?draft=T0k-en#composer")["Location"].endswith("?draft=T0k-en#composer")
    assert is_logged_in(client, connected)
    assert client.session.get_expiry_age() > 13 * 24 * 3600
    assert "token" not in str(dict(client.session))


def test_what_a_site_says_of_its_member_later_is_not_kept_either(client: Client, connected: User) -> None:
    come(client, "kakao")
    assert SocialAccount.objects.get(provider="kakao").extra_data == {}


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_never_leads_to_another_site(client: Client, connected: User, elsewhere: str) -> None:
    assert come(client, "kakao", next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize("way", ALL)
def test_who_is_barred_does_not_come_in_by_this_door(client: Client, connected: User, way: str) -> None:
    User.objects.filter(pk=connected.pk).update(is_active=False)
    assert come(client, way)["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("way", ALL)
def test_who_has_left_is_a_stranger(client: Client, connected: User, way: str) -> None:
    connected.close()
    assert not SocialAccount.objects.exists()
    assert come(client, way)["Location"] == JOIN
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("way", ALL)
def test_cancelling_over_there_leads_to_a_page_and_on_to_where_one_was(client: Client, way: str) -> None:
    response = decide(client, leave(client, way, next="/columns/#composer"), "cancel")
    assert response["Location"] == f"{CANCELLED}?next=%2Fcolumns%2F%23composer"
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert "/accounts/login/?next=%2Fcolumns%2F%23composer" in page.content.decode()


def test_cancelling_in_english_is_answered_in_english(client: Client) -> None:
    assert decide(client, leave(client, "kakao", prefix="/en"), "cancel")["Location"] == f"/en{CANCELLED}"


@pytest.mark.parametrize("way", ALL)
@pytest.mark.parametrize("query", [{}, {"code": "x"}, {"code": "x", "state": "forged"}, {"state": "forged"}, {"error": "server_error"}, {"error": "access_denied", "state": "forged"}])  # fmt: skip
def test_a_forged_answer_asks_the_other_site_nothing(client: Client, stand_in: StandIn, way: str, query: dict[str, str]) -> None:
    leave(client, way)
    back = f"/accounts/{way}/login/callback/" + ("finish/" if way == "apple" else "")
    response = client.get(f"{back}?{urlencode(query)}")
    assert response["Location"] == ERROR
    assert client.get(ERROR).status_code == 401
    assert not stand_in.asked


def test_the_answer_to_one_reader_is_of_no_use_to_another(client: Client, connected: User) -> None:
    address = leave(client, "kakao")
    other = Client()
    assert decide(other, address)["Location"] == ERROR
    assert "_auth_user_id" not in other.session


def test_an_answer_works_once(client: Client, connected: User, stand_in: StandIn) -> None:
    address = leave(client, "kakao")
    decide(client, address)
    client.post("/accounts/logout/")
    assert decide(client, address)["Location"] == ERROR
    assert "_auth_user_id" not in client.session


def test_the_answer_of_one_site_is_not_taken_for_anothers(client: Client, connected: User) -> None:
    state = query_of(leave(client, "kakao"))["state"]
    assert client.get(f"/accounts/naver/login/callback/?{urlencode({'code': 'x', 'state': state})}")["Location"] == ERROR


def test_an_answer_that_comes_too_late_is_refused(client: Client, connected: User) -> None:
    with freeze_time("2026-11-20 10:00"):
        address = leave(client, "kakao")
    with freeze_time("2026-11-20 10:11"):
        assert decide(client, address)["Location"] == ERROR


def test_apples_form_is_passed_on_without_a_cookie_and_stores_nothing(client: Client, django_assert_num_queries: Any) -> None:
    bare = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(0):
        response = bare.post("/accounts/apple/login/callback/", {"code": "c", "state": "s", "user": "x" * 5000, "id_token": "t"})
    assert (response.status_code, response["Location"]) == (303, "/accounts/apple/login/callback/finish/?state=s&code=c")
    assert not response.cookies
    assert bare.get("/accounts/apple/login/callback/").status_code == 405


def test_a_link_to_a_way_in_asks_before_it_leads_there(client: Client, stand_in: StandIn) -> None:
    response = client.get("/accounts/kakao/login/?next=/columns/")
    assert response.status_code == 200
    assert 'name="next" value="/columns/"' in response.content.decode()
    assert client.head("/accounts/kakao/login/").status_code == 200
    assert Client(enforce_csrf_checks=True).post("/accounts/kakao/login/").status_code == 403


def test_the_address_asks_the_other_site_for_nothing_more(client: Client) -> None:
    client.post("/accounts/google/login/")
    response = client.post("/accounts/google/login/?scope=drive&auth_params=prompt%3Dnone&action=reauthenticate&process=redirect")
    asked = query_of(response["Location"])
    assert set(asked["scope"].split()) == {"openid", "email"}
    assert "prompt" not in asked


def test_leaving_for_another_site_is_throttled(client: Client) -> None:
    answers = [client.post("/accounts/kakao/login/") for _time in range(31)]
    assert answers[29].status_code == 302
    assert answers[30].status_code == 429
