"""Where one is logged in: shown coarsely, ended one by one or all at once, and never written while one reads."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.devices import device_of
from accounts.models import MemberSession, User
from tests.cast import PASSWORD, log_in

pytestmark = pytest.mark.django_db
SETTINGS = "/accounts/settings/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"


def enter(user: User, agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get(SETTINGS).status_code == 200
    return client


def is_in(client: Client) -> bool:
    return client.get(SETTINGS).status_code == 200


def label_of(client: Client) -> str:
    return MemberSession.objects.get(session_key=client.session.session_key).label


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox · Linux"),
        (IPHONE, "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (Linux; Android 15; SM-S931N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130 Mobile Safari/537.36", "Samsung Internet · Android"),
        ("Mozilla/5.0 (Linux; Android 15; SM-S931N; wv) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36;KAKAOTALK 2410", "KakaoTalk · Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari · macOS"),
        ("curl/8.0", ""),
        ("", ""),
        ("<script>" * 10_000, ""),
    ],
)  # fmt: skip
def test_a_device_is_named_by_browser_and_system_only(agent: str, device: str) -> None:
    assert device_of(agent) == device


def test_the_settings_show_every_device_and_mark_this_one(reader: User) -> None:
    one, _other = enter(reader, FIREFOX), enter(reader, IPHONE)
    page = one.get(SETTINGS).content.decode().split('id="sessions"')[1].split("</section>")[0]
    assert page.index("Safari · iPhone") != -1
    this = page.split("Firefox · Linux")[1].split("</li>")[0]
    assert "이 기기" in this
    assert page.count("이 기기") == 1
    assert "18" not in page.split("Safari · iPhone")[1].split("<time")[0]
    for client in (one, _other):
        assert client.session.session_key not in page  # it would be the session itself


def test_a_session_that_is_older_than_all_this_is_shown_too(reader: User) -> None:
    assert "알 수 없는 기기" in log_in(reader).get(SETTINGS).content.decode()


def test_one_device_can_be_logged_out(reader: User) -> None:
    one, other, third = enter(reader, FIREFOX), enter(reader, IPHONE), enter(reader, IPHONE)
    one.post(f"/accounts/sessions/{label_of(other)}/end/")
    assert (is_in(one), is_in(other), is_in(third)) == (True, False, True)


def test_nobody_ends_the_session_of_another(reader: User, lawyer: User) -> None:
    theirs = enter(lawyer, FIREFOX)
    enter(reader, FIREFOX).post(f"/accounts/sessions/{label_of(theirs)}/end/")
    assert is_in(theirs)


def test_everywhere_else_or_everywhere(reader: User, lawyer: User) -> None:
    one, other, somebody = enter(reader, FIREFOX), enter(reader, IPHONE), enter(lawyer, IPHONE)
    one.post("/accounts/sessions/end-others/")
    assert (is_in(one), is_in(other), is_in(somebody)) == (True, False, True)
    other = enter(reader, IPHONE)
    one.post("/accounts/sessions/end-all/")
    assert (is_in(one), is_in(other), is_in(somebody)) == (False, False, True)


def test_a_new_password_ends_what_is_open_elsewhere(reader: User) -> None:
    one, other = enter(reader, FIREFOX), enter(reader, IPHONE)
    new = "물푸레나무 숲의 오후 세 시"
    one.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_in(one), is_in(other)) == (True, False)
    assert MemberSession.objects.filter(member=reader.pk).count() == 1
    assert MemberSession.objects.get(member=reader.pk).device == "Firefox · Linux"


def test_reading_writes_no_session(reader: User) -> None:
    client = enter(reader, FIREFOX)
    for address in (SETTINGS, "/", "/accounts/inbox/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")], address
