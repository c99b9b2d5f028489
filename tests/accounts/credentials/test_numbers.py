"""Register numbers: shown to reviewers until the decision, recognised afterwards, and known to nobody else."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.credentials import deciding
from accounts.credentials.numbers import clean_number, number_digest
from accounts.models import Credential, Profession, User
from tests.accounts.credentials.conftest import BASE, form_of_approval, piece_of, request_of, send_number
from tests.accounts.forms import errors
from tests.cast import log_in, make_member

pytestmark = pytest.mark.django_db
REVIEW = "/cms/verification/"


@pytest.fixture
def claimant(db: None) -> User:
    return make_member("choe-ian", "최이안")


@pytest.fixture
def granted(newcomer: User, administrator: User) -> Credential:
    """A lawyer whose number was found in the register."""
    send_number(newcomer)
    deciding.grant(request_of(newcomer), by=administrator, method="register", checked_at=timezone.now(), expires_at=None)
    return request_of(newcomer)


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert {clean_number(text) for text in ("제 12345 호", "제12345호", "제 １２３４５-호")} == {"제12345호"}


@pytest.mark.parametrize("text", ["없음", "9" * 41, "850101-1234567", "850101 5234567"])
def test_what_is_no_register_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        clean_number(text)


def test_a_resident_registration_number_is_never_stored(claimant: User) -> None:
    response = send_number(claimant, "850101-2345678")
    assert errors(response, "number")
    assert not Credential.objects.exists()


@pytest.mark.parametrize("slug", ["lawyer", "poet"])
def test_something_has_to_be_named(claimant: User, slug: str) -> None:
    assert errors(send_number(claimant, "", slug), "number" if slug == "lawyer" else None)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org", "no address"])
def test_an_address_that_is_none_is_refused(claimant: User, link: str) -> None:
    assert errors(send_number(claimant, "", "poet", link=link), "link")
    assert not Credential.objects.exists()


def test_a_number_is_sealed_in_the_database_and_its_digest_keyed(claimant: User, lawyer: User) -> None:
    send_number(claimant, "24680")
    piece = piece_of(claimant, "number")
    assert piece.text == "24680"
    assert b"24680" not in bytes(piece.sealed)
    before = number_digest(Profession.objects.get(slug="lawyer"), "24680")
    assert piece.digest == before
    key, settings.DIGEST_KEY = settings.DIGEST_KEY, "another"
    try:
        assert number_digest(Profession.objects.get(slug="lawyer"), "24680") != before
    finally:
        settings.DIGEST_KEY = key


def test_the_same_number_of_two_professions_is_not_the_same() -> None:
    lawyer, physician = (Profession.objects.get(slug=slug) for slug in ("lawyer", "physician"))
    assert number_digest(lawyer, "1") != number_digest(physician, "1")


def test_a_number_that_two_members_claim_is_shown_to_the_reviewer_and_not_to_the_member(
    granted: Credential, claimant: User, administrator: User
) -> None:
    response = send_number(claimant, "제12345호")
    assert response.status_code == 302
    mine = request_of(claimant)
    assert granted.user.shown_name not in log_in(claimant).get(f"{BASE}{mine.pk}/").content.decode()
    page = log_in(administrator).get(f"{REVIEW}{mine.pk}/").content.decode()
    assert f"{REVIEW}{granted.pk}/" in page
    assert granted.user.shown_name in page


def test_it_takes_a_second_look_and_a_remark_to_approve_it(granted: Credential, claimant: User, administrator: User) -> None:
    send_number(claimant, "제12345호")
    mine, client = request_of(claimant), log_in(administrator)
    for more in ({}, {"despite": "on"}, {"remark": "동명이인"}):
        assert client.post(f"{REVIEW}{mine.pk}/approve/", form_of_approval(mine, **more)).status_code == 422
        mine.refresh_from_db()
        assert mine.state == "requested"
    with pytest.raises(deciding.NeedsOverride):
        deciding.grant(mine, by=administrator, method="register", checked_at=timezone.now(), expires_at=None)
    client.post(f"{REVIEW}{mine.pk}/approve/", form_of_approval(mine, despite="on", remark="재발급된 번호임을 협회에 확인"))
    mine.refresh_from_db()
    assert mine.state == "granted"
    assert mine.events.last().remark == "재발급된 번호임을 협회에 확인"  # type: ignore[union-attr]


def test_of_two_open_requests_each_is_shown_beside_the_other(claimant: User, newcomer: User, administrator: User) -> None:
    send_number(newcomer)
    send_number(claimant)
    client = log_in(administrator)
    for one, other in ((newcomer, claimant), (claimant, newcomer)):
        assert f"{REVIEW}{request_of(other).pk}/" in client.get(f"{REVIEW}{request_of(one).pk}/").content.decode()


def test_a_number_whose_credential_was_revoked_is_free_again(granted: Credential, claimant: User, root: User) -> None:
    deciding.revoke(granted, by=root, reason="forged")
    send_number(claimant)
    deciding.grant(request_of(claimant), by=root, method="register", checked_at=timezone.now(), expires_at=None)
    assert request_of(claimant).state == "granted"
