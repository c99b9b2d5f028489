"""Work addresses: proved by a code, and one for one member."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from freezegun import freeze_time

from accounts.credentials.addressing import TRIES
from accounts.models import AddressCode, Credential, User
from tests.accounts.broken_mail import *  # noqa: F403
from tests.accounts.credentials.conftest import BASE, code_in_mail, freshly, piece_of, request_of, send_address
from tests.accounts.forms import errors
from tests.cast import log_in

pytestmark = pytest.mark.django_db


def enter(user: User, code: str) -> object:
    return log_in(user).post(f"{BASE}{request_of(user).pk}/code/", {"code": code})


@pytest.mark.parametrize("address", ["me@gmail.com", "me@NAVER.com", "me@mail.daum.net", "me@hanmail.net", "me@kakao.com", "me@ｎate.com"])
def test_an_address_that_anybody_can_have_is_refused(poet: User, address: str) -> None:
    assert errors(send_address(poet, address), "address")
    assert not mail.outbox


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "x@press.example\nBcc: y@example.org", "a" * 300 + "@press.example"])
def test_what_is_no_address_is_refused(poet: User, address: str) -> None:
    assert errors(send_address(poet, address), "address")
    assert not mail.outbox


def test_a_request_waits_for_its_code_and_then_for_staff(poet: User) -> None:
    send_address(poet)
    assert mail.outbox[-1].to == ["garam@press.example"]
    assert request_of(poet).ready_at is None
    assert "은별하" not in mail.outbox[-1].body  # nothing that a member wrote goes to an address that may be anybody's
    assert enter(poet, code_in_mail().lower().replace("-", " ")).status_code == 302
    assert request_of(poet).ready_at is not None
    assert piece_of(poet, "email").verified_at is not None
    assert not AddressCode.objects.exists()


def test_a_code_is_stored_as_a_digest(poet: User) -> None:
    send_address(poet)
    code = code_in_mail().replace("-", "")
    assert code not in str(AddressCode.objects.values().get())
    assert "garam@press.example" not in str(piece_of(poet, "email").__dict__)


def test_a_wrong_code_is_told_and_only_so_many_are_tried(poet: User) -> None:
    send_address(poet)
    for _try in range(TRIES):
        assert enter(poet, "AAAA-AAAA").status_code == 422
    assert enter(poet, code_in_mail()).status_code == 422
    log_in(poet).post(f"{BASE}{request_of(poet).pk}/code/send/")
    assert enter(poet, code_in_mail()).status_code == 302


@pytest.mark.parametrize("code", ["", "\x00", "가" * 21, "é" * 8])
def test_what_is_no_code_is_told(poet: User, code: str) -> None:
    send_address(poet)
    assert enter(poet, code).status_code == 422


def test_a_code_holds_for_a_quarter_of_an_hour(poet: User) -> None:
    send_address(poet)
    with freeze_time(timezone.now() + timedelta(minutes=16)):
        assert enter(poet, code_in_mail()).status_code == 422
    assert request_of(poet).ready_at is None


def test_a_code_is_for_the_address_it_was_sent_to(poet: User) -> None:
    send_address(poet)
    old = code_in_mail()
    freshly(poet).post(f"{BASE}{request_of(poet).pk}/change/email/", {"address": "other@press.example", "words": "", "consent": "on"})
    assert mail.outbox[-1].to == ["other@press.example"]
    assert enter(poet, old).status_code == 422


def test_one_address_does_not_serve_two_members_and_only_its_reader_learns_it(poet: User, stranger_poet: User) -> None:
    send_address(poet)
    enter(poet, code_in_mail())
    assert send_address(stranger_poet, "GARAM@press.example").status_code == 302  # as if nobody had it
    assert "이미" not in log_in(stranger_poet).get(f"{BASE}{request_of(stranger_poet).pk}/").content.decode()
    response = enter(stranger_poet, code_in_mail())
    assert response.status_code == 422
    assert request_of(stranger_poet).ready_at is None
    log_in(poet).post(f"{BASE}{request_of(poet).pk}/withdraw/")
    log_in(stranger_poet).post(f"{BASE}{request_of(stranger_poet).pk}/code/send/")
    assert enter(stranger_poet, code_in_mail()).status_code == 302


def test_codes_are_sent_only_so_often(poet: User) -> None:
    send_address(poet)
    for _more in range(6):
        log_in(poet).post(f"{BASE}{request_of(poet).pk}/code/send/")
    assert len(mail.outbox) == 3


def test_mail_that_cannot_be_sent_is_told_and_nothing_lost(poet: User, settings) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.Backend"
    response = send_address(poet)
    assert response["Location"] == f"{BASE}{request_of(poet).pk}/"
    assert request_of(poet).state == "requested"
    assert Credential.objects.count() == 1


def test_a_request_that_nobody_finishes_is_closed_after_a_month(poet: User, asked: Credential) -> None:
    from accounts.credentials.ending import close_unfinished

    send_address(poet, slug="editor")
    unfinished = request_of(poet)
    assert close_unfinished() == 0
    Credential.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert close_unfinished() == 1
    unfinished.refresh_from_db()
    asked.refresh_from_db()
    assert (unfinished.state, asked.state) == ("withdrawn", "requested")
    assert not unfinished.evidence.kept().exists()
    assert poet.notices.filter(kind="credential_lapsed").count() == 1
