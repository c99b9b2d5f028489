"""What can go wrong over there: each is a page that says so, and never an error of ours or an account."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.models import User
from tests.ways.stage import ALL, come, leave, query_of
from tests.ways.stand_in import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_way")]
ERROR = "/accounts/ways/error/"


NONSENSE = ["", "{", "[]", "5", "null", '"text"', "<html>", "\x00", '{"access_token": null}', '{"access_token": "x", "expires_in": "soon"}', "[" * 5000]  # fmt: skip


@pytest.mark.parametrize("way", ALL)
@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_instead_of_a_token_is_a_page_not_an_error(client: Client, stand_in: StandIn, way: str, status: int, body: str) -> None:
    stand_in.instead[f"/{way}/token"] = (status, body)
    assert come(client, way)["Location"] == ERROR
    assert not User.objects.exists()


PROFILES = ["", "{", "[]", "null", "5", "{}", '{"id": null}', '{"id": ""}', '{"id": " "}', '{"id": true}', '{"id": {}}', '{"id": "a\\u0000b"}', f'{{"id": "{"9" * 192}"}}', '{"id": 1, "kakao_account": [1]}', '{"id": 1, "kakao_account": "x"}']  # fmt: skip


@pytest.mark.parametrize("body", PROFILES, ids=range(len(PROFILES)))
def test_a_profile_that_names_nobody_is_a_page_not_an_account(client: Client, stand_in: StandIn, body: str) -> None:
    stand_in.instead["/kakao/me"] = (200, body)
    assert come(client, "kakao")["Location"] == ERROR


@pytest.mark.parametrize(
    "body", [*PROFILES[:5], "{}", '{"response": null}', '{"response": {}}', '{"response": {"id": null}}', '{"response": []}']
)
def test_a_profile_of_naver_that_names_nobody_is_a_page_not_an_account(client: Client, stand_in: StandIn, body: str) -> None:
    stand_in.instead["/naver/me"] = (200, body)
    assert come(client, "naver")["Location"] == ERROR


@pytest.mark.parametrize("way", ["google", "apple"])
@pytest.mark.parametrize(
    "claims", [{"sub": None}, {"sub": ""}, {"sub": 5.5}, {"aud": "another-site"}, {"iss": "https://evil.example"}, {"exp": 1}]
)
def test_a_token_about_nobody_or_for_others_is_refused(client: Client, stand_in: StandIn, way: str, claims: dict[str, Any]) -> None:
    stand_in.people[way] |= claims
    assert come(client, way)["Location"] == ERROR


@pytest.mark.parametrize("keys", ["{}", "[]", '{"keys": []}', '{"keys": [{"kid": "theirs"}]}', '{"keys": [{"kid": "theirs", "kty": "RSA", "n": "AQAB", "e": "AQAB"}]}'])  # fmt: skip
def test_a_token_whose_signature_cannot_be_checked_is_refused(client: Client, stand_in: StandIn, keys: str) -> None:
    stand_in.instead["/apple/keys"] = (200, keys)
    assert come(client, "apple")["Location"] == ERROR


@pytest.mark.parametrize("way", ["kakao", "naver"])
def test_a_profile_that_is_refused_is_a_page(client: Client, stand_in: StandIn, way: str) -> None:
    stand_in.instead[f"/{way}/me"] = (403, '{"code": -1}')
    assert come(client, way)["Location"] == ERROR


@pytest.mark.parametrize("way", ALL)
def test_a_site_that_does_not_answer_is_not_waited_for(client: Client, stand_in: StandIn, settings: Any, way: str) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.1
    address = leave(client, way)
    query = {"code": "x", "state": query_of(address)["state"]}
    stand_in.delay = 1
    back = f"/accounts/{way}/login/callback/" + ("finish/" if way == "apple" else "")
    assert client.get(f"{back}?{urlencode(query)}")["Location"] == ERROR


@pytest.mark.parametrize("way", ALL)
def test_a_site_that_is_away_is_a_page(client: Client, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    address = leave(client, way)
    monkeypatch.setattr("socket.socket.connect", lambda *_arguments: (_ for _ in ()).throw(ConnectionRefusedError))
    back = f"/accounts/{way}/login/callback/" + ("finish/" if way == "apple" else "")
    response = client.get(f"{back}?{urlencode({'code': 'x', 'state': query_of(address)['state']})}")
    assert response["Location"] == ERROR
