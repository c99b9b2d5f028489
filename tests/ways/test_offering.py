"""A way in is there, with its address, its button and its place in the policy, if the environment has everything for it; else not at all."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from config.providers import PROVIDERS
from tests.cast import log_in
from tests.tooling.test_settings import start
from tests.ways.stage import ALL
from tests.ways.stand_in import OUR_KEY_TEXT, StandIn

VARIABLES = {f"GONGRON_{variable}": "x" for provider in PROVIDERS for variable in provider.variables}
VARIABLES["GONGRON_APPLE_PRIVATE_KEY"] = OUR_KEY_TEXT.replace("\n", "\\n")
LOCAL = {"GONGRON_LOCAL": "1"}
SHOW = "[a.rsplit('.', 1)[1] for a in settings.INSTALLED_APPS if '.providers.' in a], list(settings.SOCIALACCOUNT_PROVIDERS), settings.WAYS_LEAD_TO"
DOORS = ("/accounts/login/", "/accounts/signup/")


def of(way: str) -> dict[str, str]:
    return {name: value for name, value in VARIABLES.items() if name.startswith(f"GONGRON_{way.upper()}_")}


def policy(client: Client, path: str) -> set[str]:
    policy = client.get(path).headers["Content-Security-Policy"]
    return set(re.search(r"form-action ([^;]*)", policy).group(1).split())


def buttons(page: str) -> list[str]:
    return re.findall(r'formaction="/accounts/(\w+)/login/"', page)


def absent(client: Client, path: str) -> bool:
    """As any address that is not there: nothing to be seen, and nothing that takes a form."""
    return (client.get(path).status_code, client.post(path).status_code) == (404, 405)


@pytest.mark.django_db
def test_with_none_there_are_no_addresses_and_no_buttons(client: Client, translator: User) -> None:
    for path in DOORS:
        page = client.get(path).content.decode()
        assert buttons(page) == []
        assert "다른 계정으로" not in page
        assert policy(client, path) == {"'self'"}
    for path in ("ways/", "ways/join/", "ways/error/", *(f"{way}/login/{more}" for way in ALL for more in ("", "callback/"))):
        assert absent(client, f"/accounts/{path}")
    assert 'id="ways"' not in log_in(translator).get("/accounts/settings/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("way", ALL)
def test_each_is_there_alone(client: Client, offer: Callable[..., None], stand_in: StandIn, way: str) -> None:
    offer(way)
    for path in DOORS:
        assert buttons(client.get(path).content.decode()) == [way]
        assert policy(client, path) == {"'self'", stand_in.url}
    assert client.post(f"/accounts/{way}/login/").status_code == 302
    for other in set(ALL) - {way}:
        assert absent(client, f"/accounts/{other}/login/")
        assert absent(client, f"/accounts/{other}/login/callback/")


@pytest.mark.django_db
@pytest.mark.usefixtures("every_way")
def test_all_of_them_stand_in_one_order_and_hand_on_where_one_was(client: Client, translator: User) -> None:
    page = client.get("/accounts/login/?next=/columns/").content.decode()
    assert buttons(page) == list(ALL)
    assert page.count('name="next" value="/columns/"') >= 2
    assert 'id="ways"' in log_in(translator).get("/accounts/settings/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("every_way")
def test_only_pages_with_the_buttons_may_lead_elsewhere(client: Client, translator: User) -> None:
    assert policy(client, "/accounts/password/reset/") == {"'self'"}
    member = log_in(translator)
    assert policy(member, "/accounts/settings/") == {"'self'"}
    assert len(policy(member, "/accounts/ways/")) == 2


@pytest.mark.parametrize("way", ALL)
def test_all_its_variables_make_a_way_present(way: str) -> None:
    result = start({**LOCAL, **of(way)}, SHOW)
    assert result.stdout.startswith(f"['{way}'] ['{way}'] ['https://*."), result.stderr


def test_no_variables_make_none() -> None:
    assert start(LOCAL, SHOW).stdout == "[] [] []\n"


@pytest.mark.parametrize(("way", "missing"), [(way, name) for way in ALL for name in of(way)])
def test_what_is_missing_is_named(way: str, missing: str) -> None:
    result = start({**LOCAL, **of(way), missing: " "})
    assert result.returncode != 0
    assert missing in result.stderr.splitlines()[-1]
    assert not any(name in result.stderr.splitlines()[-1] for name in of(way) if name != missing)


@pytest.mark.parametrize("text", ["x", "-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----"])
def test_a_key_that_is_none_is_refused_at_once(text: str) -> None:
    result = start({**LOCAL, **of("apple"), "GONGRON_APPLE_PRIVATE_KEY": text})
    assert "GONGRON_APPLE_PRIVATE_KEY" in result.stderr.splitlines()[-1]
    assert result.returncode != 0


def test_a_site_started_with_all_of_them_has_their_addresses_and_the_real_ones_to_lead_to() -> None:
    show = (
        "__import__('django').setup() or [str(__import__('django.urls', fromlist=['x']).reverse(way + '_callback')) for way in"
        " settings.SOCIALACCOUNT_PROVIDERS], settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']"
    )
    result = start({**LOCAL, **VARIABLES}, show)
    assert result.stdout == f"{[f'/accounts/{way}/login/callback/' for way in ALL]} [\"'self'\"]\n", result.stderr


def test_every_variable_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "deployment.md").read_text("utf-8")
    assert not [name for name in VARIABLES if f"`{name}`" not in page]
    assert not [way for way, path in itertools.product(ALL, ["login/callback/"]) if f"/accounts/{way}/{path}" not in page]
