"""Joining by another site's log-in: what is asked, what is believed, what is stored, and when."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from accounts.models import Consent, Handle, MemberSession, Policy, Profession, User
from tests.accounts.forms import VERIFY, code_in_mail, errors
from tests.ways.forms import ADDRESSES, BELIEVED, JOIN, is_logged_in, joining, nothing_is_stored
from tests.ways.stage import ALL, come, decide, leave
from tests.ways.stand_in import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_way")]


@pytest.mark.parametrize("way", ALL)
def test_a_newcomer_is_asked_before_anything_is_stored(client: Client, way: str) -> None:
    assert come(client, way)["Location"] == JOIN
    page = client.get(JOIN)
    assert page.context["form"]["email"].value() == ADDRESSES[way]
    assert {"handle", "name", "profession", "age", "consent"} <= set(page.context["form"].fields)
    assert nothing_is_stored()
    assert not mail.outbox


@pytest.mark.parametrize("way", BELIEVED)
def test_an_address_that_the_other_site_answers_for_needs_no_code(client: Client, way: str) -> None:
    come(client, way)
    assert client.post(JOIN, joining(way))["Location"] == "/"
    assert is_logged_in(client)
    user = User.objects.get()
    assert user.verified_email == user.email == ADDRESSES[way]
    assert not mail.outbox


def test_an_address_from_naver_waits_for_its_code(client: Client) -> None:
    come(client, "naver")
    assert client.post(JOIN, joining("naver"))["Location"] == VERIFY
    assert not is_logged_in(client)
    assert User.objects.get().verified_email == ""
    client.post(VERIFY, {"code": code_in_mail()})
    assert is_logged_in(client)
    assert User.objects.get().verified_email == ADDRESSES["naver"]


def test_the_member_is_as_one_who_joined_by_address(client: Client) -> None:
    for kind in ("terms", "privacy"):
        Policy.objects.create(kind=kind, version="2026-01-01", effective_on="2026-01-01", body="<p>본문</p>")
    come(client, "kakao")
    client.post(JOIN, joining(profession=Profession.objects.get(slug="translator").pk))
    user = User.objects.get()
    assert (user.handle, user.name, user.profession.slug, user.language) == ("garam", "문가람", "translator", "ko")
    assert not user.has_usable_password()
    assert list(user.groups.values_list("name", flat=True)) == ["Readers"]
    given = dict(Consent.objects.filter(user=user).values_list("kind", "version"))
    assert given == {"age": "", "terms": "2026-01-01", "privacy": "2026-01-01"}


def test_nothing_of_the_other_sites_profile_is_kept_but_its_number(client: Client) -> None:
    come(client, "kakao")
    assert "token-of-kakao" not in str(dict(client.session))
    assert "남의이름" not in str(dict(client.session))
    client.post(JOIN, joining())
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid, account.extra_data) == ("kakao", "4000000001", {})
    assert not SocialToken.objects.exists()
    assert not SocialApp.objects.exists()
    assert "남의이름" not in str(User.objects.values().get())


@pytest.mark.parametrize("way", ALL)
@pytest.mark.parametrize("missing", ["age", "consent", "handle", "email"])
def test_nothing_is_stored_while_anything_required_is_missing(client: Client, way: str, missing: str) -> None:
    come(client, way)
    response = client.post(JOIN, joining(way, **{missing: None}))
    assert errors(response, missing)
    assert 'value="문가람"' in response.content.decode()
    assert nothing_is_stored()
    assert not mail.outbox


def test_what_waits_for_an_answer_is_gone_after_half_an_hour(client: Client) -> None:
    come(client, "kakao")
    client.get(JOIN)
    row = MemberSession.objects.get(session_key=client.session.session_key)
    assert (row.expire_date - timezone.now()).total_seconds() <= 30 * 60
    client.post(JOIN, joining())
    row = MemberSession.objects.get(session_key=client.session.session_key)
    assert (row.expire_date - timezone.now()).days >= 13


def test_who_gives_up_leaves_nothing_behind(client: Client) -> None:
    come(client, "kakao", next="/columns/")
    assert client.post(f"{JOIN}give-up/")["Location"] == "/accounts/login/?next=%2Fcolumns%2F"
    assert client.get(JOIN)["Location"] == "/accounts/login/"
    assert "4000000001" not in str(dict(client.session))


def test_joining_by_nothing_leads_to_the_log_in(client: Client) -> None:
    assert client.get(JOIN)["Location"] == "/accounts/login/"
    assert client.post(JOIN, joining())["Location"] == "/accounts/login/"
    assert nothing_is_stored()


def test_the_reader_comes_back_to_where_they_were_in_their_language(client: Client) -> None:
    address = leave(client, "kakao", prefix="/en", next="/en/columns/#composer")
    assert decide(client, address)["Location"] == f"/en{JOIN}"
    assert client.post(f"/en{JOIN}", joining())["Location"] == "/en/columns/#composer"
    assert User.objects.get().language == "en"


def test_the_code_leads_back_there_too(client: Client) -> None:
    back = "/columns/초벌/?draft=T0k-en&parent=3#composer"
    come(client, "naver", next=back)
    client.post(JOIN, joining("naver"))
    assert client.post(VERIFY, {"code": code_in_mail()})["Location"] == iri_to_uri(back)


def test_two_windows_of_one_newcomer_make_one_member(client: Client) -> None:
    other = Client()
    for window in (client, other):
        come(window, "kakao")
    client.post(JOIN, joining())
    assert other.post(JOIN, joining(handle="second", email="second@example.org"))["Location"] == "/accounts/login/"
    assert User.objects.count() == SocialAccount.objects.count() == 1


def test_two_who_take_a_handle_at_the_same_moment_get_one_member_and_one_sentence(
    client: Client, stand_in: StandIn, monkeypatch: Any
) -> None:
    come(client, "kakao")
    client.post(JOIN, joining())
    stand_in.people["kakao"] = {"id": 2}
    other = Client()
    come(other, "kakao")
    looks = iter([True])  # the form of the second still finds it free; when it is saved it is not
    really = Handle.is_free
    monkeypatch.setattr(Handle, "is_free", lambda *args, **kwargs: next(looks, None) or really(*args, **kwargs))
    assert errors(other.post(JOIN, joining(email="other@example.org")), "handle")
    assert User.objects.count() == SocialAccount.objects.count() == 1
    assert other.post(JOIN, joining(email="other@example.org", handle="second"))["Location"] == VERIFY
    assert SocialAccount.objects.count() == 2


def test_joining_is_throttled_as_it_is_by_address(client: Client) -> None:
    come(client, "kakao")
    answers = [client.post(JOIN, {}) for _time in range(21)]
    assert answers[-1].status_code == 429
