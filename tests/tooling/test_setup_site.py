"""`manage.py setup_site`: from an empty database to a site with an administrator, or a sentence that says why not."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from accounts.models import Policy, User
from articles.models import HomePage
from portal.management.commands import setup_site
from portal.models import DemoMarker
from portal.roles import ADMINISTRATORS

pytestmark = pytest.mark.django_db
GOOD = {
    "name": "한강 논단", "contact": "desk@hangang.example", "operator": "한강 논단 협동조합",
    "host": "hangang.example", "handle": "seolgi", "email": "seolgi@hangang.example",
}  # fmt: skip
PASSWORD = "백령도까지 세 시간 반"


@pytest.fixture(autouse=True)
def _a_real_site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["hangang.example", "testserver"]
    settings.BASE_URL = "https://hangang.example"
    monkeypatch.setenv(setup_site.PASSWORD, PASSWORD)


def set_up(**changes: str | None) -> str:
    said = StringIO()
    call_command("setup_site", interactive=False, stdout=said, **{**GOOD, **changes})
    return said.getvalue()


def test_a_site_is_set_up_whole(client: Client):
    assert "https://hangang.example/" in set_up()
    assert Site.objects.get().root_url == "https://hangang.example"
    assert HomePage.objects.get().title == "한강 논단"
    assert set(Policy.objects.values_list("kind", flat=True)) == {"terms", "privacy", "rules"}
    assert "한강 논단 협동조합" in Policy.current("terms").body
    assert client.get("/healthz").status_code == 200


def test_the_first_administrator_may_administer_and_need_not_verify_the_address():
    set_up()
    user = User.objects.get(handle="seolgi")
    assert user.groups.filter(name=ADMINISTRATORS).exists()
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.is_superuser
    assert EmailAddress.objects.get(user=user).verified
    assert authenticate(email=user.email, password=PASSWORD) == user


def test_setting_up_twice_changes_nothing():
    set_up()
    before = Page.objects.count(), Policy.objects.count(), User.objects.get().password
    assert "was there before" in set_up()
    assert (Page.objects.count(), Policy.objects.count(), User.objects.get().password) == before


def test_a_second_administrator_can_be_named_later():
    set_up()
    set_up(handle="garam", email="garam@hangang.example")
    assert User.objects.filter(groups__name=ADMINISTRATORS).count() == 2


def test_the_host_is_that_of_the_base_url_if_none_is_given():
    set_up(host=None)
    assert Site.objects.get().hostname == "hangang.example"


@pytest.mark.parametrize(
    ("flag", "answer", "sentence"),
    [
        ("name", " \u200b ", "--name: A name has 1 to 60 characters"),
        ("name", "가" * 61, "--name: A name has 1 to 60 characters"),
        ("name", None, "--name is missing"),
        ("contact", "somewhere", "--contact: Enter a valid"),
        ("contact", "javascript:alert(1)", "--contact: Enter a valid"),
        ("operator", "", "--operator: A name has"),
        ("host", "https://hangang.example/", "--host: 'https://hangang.example/' is not a host name"),
        ("host", "hangang.example:http", "--host: 'hangang.example:http' is not a host name"),
        ("host", "other.example", "--host: other.example is not among GONGRON_ALLOWED_HOSTS"),
        ("handle", "admin", "--handle: This handle is kept for the site"),
        ("handle", "가 나", "--handle: A handle has"),
        ("email", "seolgi", "--email: Enter a valid"),
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_is_made(flag: str, answer: str | None, sentence: str):
    with pytest.raises(CommandError, match=sentence.replace("(", r"\(")):
        set_up(**{flag: answer})
    assert not HomePage.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("password", "sentence"), [("", "GONGRON_ADMIN_PASSWORD is not set"), ("short", "too short"), ("password123", "too common")]
)
def test_a_bad_password_is_refused(monkeypatch: pytest.MonkeyPatch, password: str, sentence: str):
    monkeypatch.setenv(setup_site.PASSWORD, password)
    with pytest.raises(CommandError, match=sentence):
        set_up()
    assert not User.objects.exists()


def test_somebody_elses_handle_or_address_is_refused():
    User.objects.create_user("garam", "garam@hangang.example")
    with pytest.raises(CommandError, match="The handle garam is taken"):
        set_up(handle="garam")
    with pytest.raises(CommandError, match="belongs to the member garam"):
        set_up(email="garam@hangang.example")
    assert not HomePage.objects.exists()


def test_the_demo_does_not_become_a_real_site():
    DemoMarker.objects.create()
    with pytest.raises(CommandError, match="holds the demo"):
        set_up()


def test_what_is_not_given_is_asked_until_the_answer_will_do(monkeypatch: pytest.MonkeyPatch):
    said = iter(["", "한강 논단", "desk@hangang.example", "조합", "", "admin", "seolgi", "seolgi@hangang.example"])
    monkeypatch.delenv(setup_site.PASSWORD)
    passwords = iter(["1234567890", PASSWORD])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(said))
    monkeypatch.setattr(setup_site, "getpass", lambda _prompt: next(passwords))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    call_command("setup_site", stdout=StringIO(), stderr=StringIO())
    assert Site.objects.get().site_name == "한강 논단"
    assert authenticate(email="seolgi@hangang.example", password=PASSWORD)
