"""What a failure means: tried again where it is certain that the letter was not taken, never where it may have been."""

import smtplib
import socket

import pytest
from django.core import mail
from pytest_django import Settings

from accounts.mailing import Outcome, outcome_of
from accounts.mailing_notices import mail_due_notices
from accounts.models import Notice, User
from tests.accounts.broken_mail import Choosy, refused
from tests.cast import make_member


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (refused("a@example.org", 550), Outcome.REFUSED),
        (refused("a@example.org", 451), Outcome.WAITING),
        (smtplib.SMTPDataError(554, b"no"), Outcome.REFUSED),
        (smtplib.SMTPDataError(452, b"full"), Outcome.WAITING),
        (smtplib.SMTPSenderRefused(421, b"busy", "a"), Outcome.WAITING),
        (smtplib.SMTPServerDisconnected("gone"), Outcome.UNKNOWN),
        (TimeoutError(), Outcome.UNKNOWN),
        (BrokenPipeError(), Outcome.UNKNOWN),
        (ConnectionRefusedError(), Outcome.AWAY),
        (socket.gaierror(), Outcome.AWAY),
        (ValueError("Header values may not contain linefeed"), Outcome.REFUSED),
    ],
)
def test_what_each_failure_means(error: Exception, outcome: Outcome) -> None:
    assert outcome_of(error) == outcome


@pytest.fixture
def choosy(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[Choosy]:
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.Choosy"
    monkeypatch.setattr(Choosy, "trouble", {})
    return Choosy


@pytest.fixture
def three(db: None) -> list[User]:
    """Three members, each with a decision to be mailed."""
    people = [make_member(f"reader-{number}", f"독자 {number}") for number in range(3)]
    for member in people:
        Notice.objects.create(recipient=member, kind="comment_keep", context={"page": "칼럼"})
    return people


def mailed() -> list[str]:
    return [letter.to[0] for letter in mail.outbox]


def test_one_address_that_takes_no_mail_does_not_stop_the_others_and_is_left_alone(choosy: type[Choosy], three: list[User]) -> None:
    bad = three[0].email
    choosy.trouble[bad] = refused(bad, 550)
    assert mail_due_notices() == 2
    assert mailed() == [three[1].email, three[2].email]
    assert not Notice.objects.to_mail().exists()


def test_what_may_have_been_taken_is_not_sent_again(choosy: type[Choosy], three: list[User]) -> None:
    choosy.trouble[three[0].email] = smtplib.SMTPServerDisconnected("in the middle of it")
    assert mail_due_notices() == 2
    choosy.trouble.clear()
    Notice.objects.update(mail_at="2020-01-01T00:00Z")
    assert mail_due_notices() == 0


def test_what_the_server_puts_off_is_sent_later_and_the_others_now(choosy: type[Choosy], three: list[User]) -> None:
    late = three[0].email
    choosy.trouble[late] = refused(late, 451)
    assert mail_due_notices() == 2
    choosy.trouble.clear()
    assert mail_due_notices() == 0, "not yet"
    Notice.objects.update(mail_at="2020-01-01T00:00Z")
    assert mail_due_notices() == 1
    assert mailed().count(late) == 1
