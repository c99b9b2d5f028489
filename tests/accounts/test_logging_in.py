"""Logging in, by password and by code, and coming back to where one was."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.utils.encoding import iri_to_uri

from accounts.models import User
from tests.accounts.forms import VERIFY, code_in_mail, errors, joining
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
BACK = "/columns/초벌/?draft=T0k-en&parent=3#composer"


def log_in(client: Client, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(LOGIN, {"login": "mungaram@example.org", "password": password, **more})


def is_logged_in(client: Client, user: User) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


def test_a_password_opens_the_account_and_leads_back_with_the_fragment(client: Client, translator: User) -> None:
    response = log_in(client, next=BACK)
    assert response["Location"] == iri_to_uri(BACK)
    assert is_logged_in(client, translator)


def test_the_page_hands_the_way_back_on_to_every_other_door(client: Client) -> None:
    page = client.get(LOGIN, {"next": BACK})
    assert page.context["redirect_field_value"] == BACK
    for door in ("signup_url", "request_login_code_url"):
        assert parse_qs(urlsplit(page.context[door]).query)["next"] == [BACK]
    assert f'name="next" value="{BACK.replace("&", "&amp;")}"' in page.content.decode()


def test_a_code_opens_the_account_and_leads_back_with_the_fragment(client: Client, translator: User) -> None:
    response = client.post("/accounts/login/code/", {"email": translator.email, "next": BACK})
    confirm = response["Location"]
    page = client.get(confirm)
    response = client.post("/accounts/login/code/confirm/", {"code": code_in_mail(), "next": page.context["redirect_field_value"]})
    assert response["Location"] == iri_to_uri(BACK)
    assert is_logged_in(client, translator)


def test_joining_leads_back_with_the_fragment_once_the_code_is_entered(client: Client) -> None:
    response = client.post("/accounts/signup/", joining(next=BACK))
    assert response["Location"] == VERIFY
    response = client.post(VERIFY, {"code": code_in_mail()})
    assert response["Location"] == iri_to_uri(BACK)


def test_who_gives_up_on_the_code_can_log_in_otherwise_and_still_come_back(client: Client) -> None:
    client.post("/accounts/signup/", joining(next=BACK))
    page = client.get(VERIFY).content.decode()
    assert 'name="next" value="/accounts/login/?next=%2Fcolumns%2F' in page
    response = client.post("/accounts/logout/", {"next": f"{LOGIN}?next=/columns/"})
    assert response["Location"] == f"{LOGIN}?next=/columns/"
    assert client.get(LOGIN).status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"])
def test_the_way_back_never_leads_to_another_site(client: Client, translator: User, elsewhere: str) -> None:
    assert log_in(client, next=elsewhere)["Location"] == "/"


def test_a_wrong_password_is_said_without_telling_whether_the_address_is_known(client: Client, translator: User) -> None:
    wrong = log_in(client, "다른 암호")
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "다른 암호"})
    assert errors(wrong) == errors(unknown) != ""
    assert 'value="mungaram@example.org"' in wrong.content.decode()


def test_an_unknown_address_gets_no_code_and_the_page_does_not_tell(client: Client) -> None:
    response = client.post("/accounts/login/code/", {"email": "nobody@example.org"})
    assert response["Location"] == "/accounts/login/code/confirm/"
    assert not mail.outbox


def test_a_wrong_code_is_refused_and_a_used_one_too(client: Client, translator: User) -> None:
    client.post("/accounts/login/code/", {"email": translator.email})
    code = code_in_mail()
    assert errors(client.post("/accounts/login/code/confirm/", {"code": "AAAA-AAAA"}), "code")
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert is_logged_in(client, translator)
    other = Client()
    assert other.post("/accounts/login/code/confirm/", {"code": code})["Location"] == "/accounts/login/code/"
    assert "_auth_user_id" not in other.session


def test_a_verification_code_works_once(client: Client) -> None:
    client.post("/accounts/signup/", joining())
    code = code_in_mail()
    client.post(VERIFY, {"code": code})
    client.post("/accounts/logout/")
    assert client.post(VERIFY, {"code": code})["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


def test_guessing_codes_ends_after_a_few_attempts(client: Client) -> None:
    client.post("/accounts/signup/", joining())
    answers = [client.post(VERIFY, {"code": "AAAA-AAAA"}) for _ in range(3)]
    assert answers[-1]["Location"] == LOGIN
    assert client.post(VERIFY, {"code": code_in_mail()})["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


def test_guessing_passwords_is_throttled_even_for_the_right_one(client: Client, translator: User) -> None:
    for _ in range(5):
        log_in(client, "다른 암호")
    assert errors(log_in(client))
    assert "_auth_user_id" not in client.session


def test_a_crowd_of_attempts_meets_a_page_of_ours_with_429(client: Client) -> None:
    answers = [client.post(LOGIN, {"login": f"a{n}@example.org"}) for n in range(31)]
    assert answers[-1].status_code == 429
    assert 'class="mast"' in answers[-1].content.decode()


def test_who_is_barred_is_told_so(client: Client, translator: User) -> None:
    User.objects.filter(pk=translator.pk).update(is_active=False)
    response = log_in(client)
    assert response["Location"] == "/accounts/inactive/"
    assert client.get("/accounts/inactive/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_admin_is_behind_the_same_door(client: Client, editor: User) -> None:
    assert client.get("/cms/")["Location"].startswith("/cms/login/")
    response = client.get("/cms/login/?next=/cms/pages/")
    assert response["Location"] == f"{LOGIN}?next=%2Fcms%2Fpages%2F"
    response = client.post(LOGIN, {"login": editor.email, "password": PASSWORD, "next": "/cms/pages/"})
    assert response["Location"] == "/cms/pages/"
    assert client.get("/cms/").status_code == 200


def test_the_door_of_the_admin_asks_no_password_itself(client: Client) -> None:
    assert client.post("/cms/login/", {"username": "x", "password": "y"}).status_code == 405


def test_logging_out_takes_a_button_not_a_link(client: Client, translator: User) -> None:
    log_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_logged_in(client, translator)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert "_auth_user_id" not in client.session
