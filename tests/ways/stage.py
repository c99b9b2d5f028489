"""Fixtures: the site with some of the ways in, or all, each leading to the stand-in; and readers who go there and come back."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from allauth.socialaccount.providers import registry
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.test import Client, override_settings
from django.urls import clear_url_caches
from django.utils.module_loading import import_string

from config.providers import PROVIDERS, settings_of
from tests.ways.stand_in import CLIENT, KEY, OUR_KEY_TEXT, SECRET, TEAM, StandIn, standing_in

ALL = ("kakao", "naver", "google", "apple")
URLS = {"access_token_url": "token", "authorize_url": "authorize", "profile_url": "me", "identity_url": "me", "public_key_url": "keys"}
# Whom each site takes the reader for, unless a test says otherwise.
PEOPLE: dict[str, dict[str, Any]] = {
    "kakao": {
        "id": 4_000_000_001,
        "properties": {"nickname": "남의이름"},
        "kakao_account": {"email": "garam@kakao.example", "is_email_valid": True, "is_email_verified": True},
    },
    "naver": {"id": "naver-0001", "email": "garam@naver.example", "name": "남의이름"},
    "google": {"sub": "10001", "email": "garam.test@gmail.com", "email_verified": True, "name": "남의이름"},
    "apple": {"sub": "000001.abc", "email": "x@privaterelay.appleid.com", "email_verified": "true"},
}


@contextmanager
def offering(stand_in: StandIn, *names: str) -> Iterator[None]:
    """The site as it would have been started with the variables of these providers."""
    offered = [provider for provider in PROVIDERS if provider.name in names]
    apple = {"client_id": CLIENT, "secret": KEY, "key": TEAM, "certificate_key": OUR_KEY_TEXT}
    said = {p.name: settings_of(p, apple if p.name == "apple" else {"client_id": CLIENT, "secret": SECRET}) for p in offered}
    before = dict(registry.provider_map)
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        stack.enter_context(override_settings(SOCIALACCOUNT_PROVIDERS=said, WAYS_LEAD_TO=[stand_in.url] if names else []))
        registry.provider_map.clear()
        for name, its in said.items():
            provider = import_string(its["provider_class"])
            registry.register(provider)
            for kind in provider.oauth2_adapter_class.__mro__:  # where it is written: allauth reads some of the class, not of the object
                for attribute in URLS.keys() & vars(kind).keys():
                    patch.setattr(kind, attribute, f"{stand_in.url}/{name}/{URLS[attribute]}")
        _read_urls_again()
        yield
    registry.provider_map = type(registry.provider_map)(before)
    _read_urls_again()


def _read_urls_again() -> None:
    importlib.reload(importlib.import_module(django_settings.ROOT_URLCONF))
    clear_url_caches()


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as stand_in:
        stand_in.people = {way: dict(person) for way, person in PEOPLE.items()}
        yield stand_in


@pytest.fixture
def offer(stand_in: StandIn) -> Iterator[Callable[..., None]]:
    """Called with the names of the ways that the site is to offer."""
    with ExitStack() as stack:
        yield lambda *names: stack.enter_context(offering(stand_in, *names))


@pytest.fixture
def every_way(offer: Callable[..., None]) -> None:
    offer(*ALL)


def leave(client: Client, way: str, prefix: str = "", **form: str) -> str:
    """Presses the button; the address of the other site that the reader is sent to."""
    response = client.post(f"{prefix}/accounts/{way}/login/", form)
    assert response.status_code == 302, response
    return str(response["Location"])


def decide(client: Client, address: str, decision: str = "agree") -> Any:
    """Agrees or cancels over there, and comes back: our answer."""
    answer = requests.get(f"{address}&decision={decision}", allow_redirects=False, timeout=5)
    if answer.status_code == 302:
        return client.get(_path(answer.headers["Location"]))
    form = BeautifulSoup(answer.content, "html.parser").form
    fields = {field["name"]: field["value"] for field in form.find_all("input")}
    # To a form that comes from another site browsers add no cookie that is SameSite=Lax; to the redirect that follows they do.
    bounced = Client(enforce_csrf_checks=True).post(_path(form["action"]), fields)
    assert bounced.status_code == 303, bounced
    return client.get(bounced["Location"])


def come(client: Client, way: str, **form: str) -> Any:
    """All of it: leaves, agrees, and comes back."""
    return decide(client, leave(client, way, **form))


def _path(address: str) -> str:
    parts = urlsplit(address)
    assert parts.netloc == "testserver", address
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def query_of(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))
