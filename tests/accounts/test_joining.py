"""Joining: what is asked, what is stored, and when."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils.translation import gettext

from accounts.models import Consent, Handle, MemberSession, Policy, Profession, User
from tests.accounts.forms import JOIN, VERIFY, code_in_mail, errors, join, joining

pytestmark = pytest.mark.django_db


@pytest.fixture
def policies() -> None:
    for kind in ("terms", "privacy"):
        Policy.objects.create(kind=kind, version="2026-01-01", effective_on="2026-01-01", body="<p>본문</p>")
        Policy.objects.create(kind=kind, version="2090-01-01", effective_on="2090-01-01", body="<p>앞으로의 본문</p>")


def test_a_newcomer_joins_and_waits_for_the_code(client: Client) -> None:
    response = join(client, profession=Profession.objects.get(slug="translator").pk)
    assert response.status_code == 302
    assert response["Location"] == VERIFY
    user = User.objects.get(handle="garam")
    assert (user.name, user.email, user.profession.slug, user.language) == ("문가람", "garam@example.org", "translator", "ko")
    assert user.check_password(joining()["password1"])
    assert list(user.groups.values_list("name", flat=True)) == ["Readers"]
    assert not EmailAddress.objects.get(user=user).verified
    assert "_auth_user_id" not in client.session


def test_the_code_makes_the_newcomer_a_member(client: Client) -> None:
    join(client)
    response = client.post(VERIFY, {"code": code_in_mail()})
    assert response["Location"] == "/"
    user = User.objects.get(handle="garam")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.verified_email == "garam@example.org"


def test_consents_are_recorded_with_the_versions_in_force(client: Client, policies: None) -> None:
    join(client)
    given = dict(Consent.objects.filter(user__handle="garam").values_list("kind", "version"))
    assert given == {"age": "", "terms": "2026-01-01", "privacy": "2026-01-01"}


def test_who_joins_in_english_is_written_to_in_english(client: Client) -> None:
    client.post(f"/en{JOIN}", joining())
    assert User.objects.get().language == "en"
    assert "is your code to join" in mail.outbox[-1].subject


@pytest.mark.parametrize("missing", ["age", "consent", "email", "password1", "handle"])
def test_nothing_is_stored_while_anything_required_is_missing(client: Client, missing: str) -> None:
    response = join(client, **{missing: None})
    assert response.status_code == 200
    assert errors(response, missing)
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
    assert not Consent.objects.exists()
    assert not Handle.objects.filter(owner__startswith="user:").exists()
    assert not MemberSession.objects.exists()
    assert not mail.outbox


def test_a_mistake_keeps_what_was_typed_and_is_tied_to_its_field(client: Client) -> None:
    page = join(client, email="haein@", name="문가람").content.decode()
    assert 'value="haein@"' in page
    assert 'value="문가람"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_email_error"' in page
    assert 'id="id_email_error"' in page


@pytest.mark.parametrize(
    ("handle", "code"),
    [
        ("admin", "reserved"),
        ("운영자", "reserved"),
        ("12345", "reserved"),
        ("a", "length"),
        ("가" * 21, "length"),
        ("mun garam", "shape"),
        ("-garam", "shape"),
        ("gаrаm", "shape"),  # with two Cyrillic letters
        ("ㄱ람", "shape"),
        ("../x", "shape"),
        ("\u200b", "length"),
        ("변호사", "title"),
        ("김변호사", "title"),
    ],
)
def test_a_handle_that_will_not_do_is_refused_with_a_sentence(client: Client, handle: str, code: str) -> None:
    response = join(client, handle=handle)
    assert response.context["form"].errors.as_data()["handle"][0].code == code
    assert not User.objects.exists()


@pytest.mark.parametrize("again", ["garam", "GARAM", "ＧＡＲＡＭ", "ga\u200bram"])
def test_a_handle_is_taken_however_it_is_spelled(client: Client, again: str) -> None:
    join(client)
    response = join(Client(), email="other@example.org", handle=again)
    assert errors(response, "handle")
    assert User.objects.count() == 1


def test_a_handle_typed_in_decomposed_hangul_is_stored_composed(client: Client) -> None:
    join(client, handle="\u1106\u116e\u11ab\u1100\u1161\u1105\u1161\u11b7")
    assert User.objects.get().handle == "문가람"


def test_two_who_take_a_handle_at_the_same_moment_get_one_member_and_one_sentence(client: Client, monkeypatch: Any) -> None:
    join(client)
    looks = iter([True])  # the form of the second still finds it free; when it is saved it is not
    really = Handle.is_free
    monkeypatch.setattr(Handle, "is_free", lambda *args, **kwargs: next(looks, None) or really(*args, **kwargs))
    response = join(Client(), email="other@example.org")
    assert response.status_code == 200
    assert errors(response, "handle")
    assert User.objects.count() == EmailAddress.objects.count() == 1


def test_an_address_that_is_known_makes_no_second_account_and_tells_nobody_but_its_owner(client: Client) -> None:
    join(client)
    cache.clear()  # the letters to one address are throttled, too
    response = join(Client(), handle="second")
    assert response["Location"] == VERIFY
    assert User.objects.count() == 1
    assert mail.outbox[-1].to == ["garam@example.org"]
    assert not Handle.objects.filter(digest=Handle.digest_of("second")).exists()


@pytest.mark.parametrize("password", ["short", "password123", "1029384756", "garam@example.org"])
def test_a_password_that_is_easily_guessed_is_refused(client: Client, password: str) -> None:
    assert errors(join(client, password1=password), "password1")
    assert not User.objects.exists()


@pytest.mark.parametrize("field", ["email", "handle", "name", "password1"])
def test_a_nul_is_refused_and_breaks_nothing(client: Client, field: str) -> None:
    response = join(client, **{field: joining()[field] + "\x00"})
    assert response.status_code in (200, 302)
    assert not any("\x00" in handle + name for handle, name in User.objects.values_list("handle", "name"))


@pytest.mark.parametrize("choice", ["999999", "x", "-1"])
def test_a_profession_that_is_not_on_the_list_is_refused(client: Client, choice: str) -> None:
    assert errors(join(client, profession=choice), "profession")


def test_who_fills_in_what_people_do_not_see_joins_nothing(client: Client) -> None:
    response = join(client, subject="buy")
    assert response.status_code == 302
    assert not User.objects.exists()
    assert not mail.outbox


def test_professions_stand_in_groups_after_the_choice_not_to_say(client: Client) -> None:
    page = client.get(JOIN).content.decode()
    assert page.index(gettext("Profession not disclosed")) < page.index('<optgroup label="')
    assert page.count("<optgroup") == 8


def test_a_mail_server_that_is_away_loses_nobody(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.Backend"
    response = join(client)
    assert response["Location"] == VERIFY
    page = client.get(VERIFY)
    assert any("메일" in str(message) or "mail" in str(message) for message in page.context["messages"])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_the_page_carries_no_inline_script_or_style(client: Client) -> None:
    page = client.get(JOIN).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=")
