"""Asking for a profession to be checked, changing it, taking it back."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.models import Consent, Credential, CredentialEvent, Evidence, Profession, User
from accounts.models.credential_event import Unchangeable
from tests.accounts.credentials.conftest import BASE, freshly, piece_of, request_of, send_document, send_handles, send_number
from tests.accounts.credentials.papers import photograph, png, upload
from tests.accounts.credentials.test_files import stored
from tests.accounts.forms import errors
from tests.cast import log_in, make_member

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_log_in_and_a_member_asked_for_the_password(poet: User) -> None:
    for address in (BASE, f"{BASE}new/poet/"):
        assert Client().get(address)["Location"].startswith("/accounts/login/")
    assert log_in(poet).get(f"{BASE}new/poet/document/")["Location"].startswith("/accounts/reauthenticate/")
    assert freshly(poet).get(f"{BASE}new/poet/document/").status_code == 200


def test_choosing_begins_without_complaints_and_with_ones_own_profession(poet: User) -> None:
    client = log_in(poet)
    page = client.get(f"{BASE}new/")
    assert (page.status_code, page.context["form"].errors) == (200, {})
    assert page.context["form"].initial == {"profession": poet.profession_id}
    unchosen = client.get(f"{BASE}new/", {"profession": ""})
    assert unchosen.status_code == 422
    assert errors(unchosen, "profession")


def test_a_form_that_took_long_to_fill_in_is_not_lost_to_the_password(poet: User) -> None:
    client = freshly(poet)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 30 * 60
    session.save()
    assert client.get(f"{BASE}new/poet/document/")["Location"].startswith("/accounts/reauthenticate/")
    assert client.post(f"{BASE}new/poet/document/", {"papers": upload(photograph()), "consent": "on"})["Location"].startswith(BASE)


def test_a_request_with_a_document_is_ready_to_be_checked(poet: User) -> None:
    response = send_document(poet, words="두 번째 시집입니다.")
    credential = request_of(poet)
    assert response["Location"] == f"{BASE}{credential.pk}/"
    assert (credential.state, credential.method) == ("requested", "document")
    assert credential.ready_at is not None
    assert piece_of(poet, "words").text == "두 번째 시집입니다."
    assert [(event.was, event.became, event.actor) for event in credential.events.all()] == [("", "requested", poet)]
    assert Consent.objects.filter(user=poet, kind="evidence").exists()
    assert poet.capacity().credential is None


def test_nothing_is_taken_without_consent(poet: User) -> None:
    assert errors(send_document(poet, consent=None), "consent")
    assert not Credential.objects.exists()
    assert not stored()


def test_the_page_says_what_is_accepted_and_who_issues_it(poet: User, of) -> None:
    page = freshly(poet).get(f"{BASE}new/lawyer/").content.decode()
    assert of("lawyer").issuer in page
    assert of("lawyer").evidence in page


@pytest.mark.parametrize(
    ("slug", "methods"),
    [
        ("poet", {"document", "register", "email", "voucher"}),
        ("lawyer", {"document", "register"}),
        ("judge", {"document", "register", "email"}),
    ],
)
def test_a_reserved_title_is_not_vouched_for(poet: User, slug: str, methods: set[str]) -> None:
    page = freshly(poet).get(f"{BASE}new/{slug}/").content.decode()
    assert {how for how in ("document", "register", "email", "voucher") if f"{BASE}new/{slug}/{how}/" in page} == methods


def test_a_method_that_is_not_accepted_is_not_taken(poet: User, poets: list[User]) -> None:
    send_handles(poet, "old-poet-0", "old-poet-1", slug="lawyer")
    assert not Credential.objects.filter(user=poet).exists()


@pytest.mark.parametrize("address", ["new/nothing-such/", "new/poet/by-magic/", "new/%00/", f"{10**20}/", "999999/"])
def test_what_there_is_not_is_not_found(poet: User, address: str) -> None:
    assert freshly(poet).get(BASE + address).status_code == 404


def test_one_request_is_open_for_a_profession(poet: User) -> None:
    send_document(poet)
    response = send_document(poet)
    assert response.status_code == 409
    assert errors(response)
    assert Credential.objects.filter(user=poet).count() == 1
    with pytest.raises(IntegrityError):
        Credential.objects.create(user=poet, profession=poet.profession, state="requested")


def test_three_requests_are_open_at_most(poet: User) -> None:
    for slug in ("poet", "translator", "novelist"):
        send_document(poet, slug)
    assert errors(send_document(poet, "editor"))
    assert Credential.objects.open().count() == 3


def test_asking_is_throttled(poet: User, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "ask_credential": "1/h/user"}
    send_document(poet)
    assert send_document(poet, "translator").status_code == 429


def test_a_profession_merged_while_the_form_is_open_is_told_and_nothing_typed_is_lost(poet: User, of) -> None:
    Profession.objects.filter(slug="poet").update(alias_of=of("writer"), retired_at=timezone.now())
    response = send_document(poet, words="두 번째 시집입니다.")
    page = response.content.decode()
    assert response.status_code == 409
    assert of("poet").label in errors(response)
    assert of("writer").label in errors(response)
    assert "두 번째 시집입니다." in page
    assert f"{BASE}new/writer/document/" in page
    assert not Credential.objects.exists()
    assert freshly(poet).get(f"{BASE}new/poet/")["Location"] == f"{BASE}new/writer/"


def test_a_profession_merged_while_the_list_is_open_is_named(poet: User, of) -> None:
    Profession.objects.filter(slug="poet").update(alias_of=of("writer"))
    response = log_in(poet).get(f"{BASE}new/", {"profession": of("poet").pk})
    assert of("writer").label in errors(response, "profession")


@pytest.mark.parametrize("value", ["", "0", "x", "9" * 30, b"\x00".decode()])
def test_a_profession_that_there_is_not_is_told(poet: User, value: str) -> None:
    if value == "\x00":
        assert log_in(poet).get(f"{BASE}new/?profession=%00").status_code == 404
    else:
        assert errors(log_in(poet).get(f"{BASE}new/", {"profession": value}), "profession")


def test_a_profession_chosen_in_the_list_leads_to_its_page(poet: User, of) -> None:
    assert log_in(poet).get(f"{BASE}new/", {"profession": of("lawyer").pk})["Location"] == f"{BASE}new/lawyer/"


@pytest.mark.usefixtures("at_once")
def test_a_request_can_be_changed_until_it_is_decided(poet: User, asked: Credential) -> None:
    old = stored()
    client = freshly(poet)
    assert client.get(f"{BASE}{asked.pk}/change/").status_code == 200
    client.post(f"{BASE}{asked.pk}/change/document/", {"papers": upload(png()), "words": "다시 찍었습니다.", "consent": "on"})
    asked.refresh_from_db()
    assert asked.edition == 1
    assert len(stored()) == 1
    assert stored() != old
    assert piece_of(poet, "words").text == "다시 찍었습니다."
    assert asked.evidence.kept().count() == 2


def test_files_stay_where_no_others_are_sent(poet: User, asked: Credential) -> None:
    old = stored()
    freshly(poet).post(f"{BASE}{asked.pk}/change/document/", {"words": "말만 바꿉니다.", "consent": "on"})
    assert stored() == old
    asked.refresh_from_db()
    assert asked.ready_at is not None


@pytest.mark.usefixtures("at_once")
def test_a_change_of_method_takes_what_was_sent_by_the_other_away(poet: User, asked: Credential) -> None:
    freshly(poet).post(
        f"{BASE}{asked.pk}/change/register/", {"link": "https://example.org/book", "number": "", "words": "", "consent": "on"}
    )
    asked.refresh_from_db()
    assert asked.method == "register"
    assert not stored()
    assert [piece.kind for piece in asked.evidence.kept()] == ["link"]


@pytest.mark.usefixtures("at_once")
def test_a_request_that_was_withdrawn_keeps_nothing(poet: User, asked: Credential) -> None:
    client = log_in(poet)
    assert client.get(f"{BASE}{asked.pk}/withdraw/").status_code == 405
    client.post(f"{BASE}{asked.pk}/withdraw/")
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert not stored()
    assert not Evidence.objects.kept().exists()
    assert not Evidence.objects.exclude(digest="").exists()
    assert send_document(poet).status_code == 302  # and may be made again


def test_a_withdrawal_after_the_decision_changes_nothing(poet: User, asked: Credential, administrator: User) -> None:
    from accounts.credentials import deciding

    deciding.refuse(asked, by=administrator, reason="unreadable")
    log_in(poet).post(f"{BASE}{asked.pk}/withdraw/")
    asked.refresh_from_db()
    assert asked.state == "refused"
    assert stored()


def test_another_member_finds_no_request_that_is_not_theirs(asked: Credential, reader: User) -> None:
    client = freshly(reader)
    for address in ("", "change/", "change/document/"):
        assert client.get(f"{BASE}{asked.pk}/{address}").status_code == 404
    for address in ("withdraw/", "code/", "code/send/", "change/document/"):
        assert client.post(f"{BASE}{asked.pk}/{address}", {"consent": "on"}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "requested"


def test_history_is_not_edited(asked: Credential) -> None:
    event = asked.events.get()
    event.became = "granted"
    with pytest.raises(Unchangeable):
        event.save()
    with pytest.raises(Unchangeable):
        event.delete()
    assert CredentialEvent.objects.get().became == "requested"


def test_pages_say_how_far_it_is(poet: User, asked: Credential, settings) -> None:
    client = log_in(poet)
    page = client.get(f"{BASE}{asked.pk}/").content.decode()
    assert 'aria-current="step"' in page
    for address in (BASE, "/accounts/settings/"):
        assert f"{BASE}{asked.pk}/" in client.get(address).content.decode()


def test_the_list_asks_the_same_however_long_it_is(poet: User, asked: Credential, django_assert_max_num_queries) -> None:
    for one in Profession.objects.exclude(slug="poet")[:25]:
        Credential.objects.create(user=poet, profession=one, state="refused", asked_at=timezone.now())
    client = log_in(poet)
    with django_assert_max_num_queries(12):
        page = client.get(BASE).content.decode()
    assert "?page=2" in page


@pytest.mark.usefixtures("at_once")
def test_a_member_who_leaves_takes_all_evidence_along(poet: User, asked: Credential, lawyer: User) -> None:
    poet.close()
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert not stored()
    assert not Evidence.objects.exclude(sealed=None).exists()
    assert not Evidence.objects.exclude(digest="").exists()


def test_a_number_is_recognised_no_more_once_its_member_has_left(lawyer: User, newcomer: User, administrator: User) -> None:
    from accounts.credentials import deciding

    send_number(newcomer)
    deciding.grant(request_of(newcomer), by=administrator, method="register", checked_at=timezone.now(), expires_at=None)
    assert request_of(newcomer).number_digest
    newcomer.close()
    assert not request_of(newcomer).number_digest
    send_number(make_member("next-one", "다음사람"))
    from accounts.credentials.warnings import same_number

    assert not same_number(Credential.objects.latest("pk"))
