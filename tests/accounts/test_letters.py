"""Notices by mail: to whom, in which words, once, and again if it failed."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db.models import F

from accounts.mailing import Outcome
from accounts.mailing_notices import mail_due_notices, send
from accounts.models import Notice, User
from accounts.tasks import mail_notice
from tests.cast import make_member

pytestmark = pytest.mark.django_db
BROKEN = "tests.accounts.broken_mail.Backend"


@pytest.fixture
def notice(translator: User) -> Notice:
    return Notice.objects.create(
        recipient=translator, kind="comment_reject", url="/comments/3/",
        context={"page": "초벌을 잃은 직업들", "rule": "abuse", "reason": "이유입니다", "excerpt": "말 <b>"},
    )  # fmt: skip


def long_ago(notice: Notice, **age: int) -> None:
    """As if all that has happened to the notice had happened so much earlier."""
    gone = timedelta(**age)
    Notice.objects.filter(pk=notice.pk).update(created_at=F("created_at") - gone, mail_at=F("mail_at") - gone)


def test_a_letter_says_what_happened_why_and_where_to_see_it(notice: Notice, settings: Any) -> None:
    settings.CONTACT_EMAIL = "desk@example.org"
    assert send(notice) == Outcome.SENT
    letter = mail.outbox[0]
    assert letter.to == ["mungaram@example.org"]
    assert "초벌을 잃은 직업들" in letter.subject
    assert "\n" not in letter.subject
    for part in ("문가람", "이유입니다", "말 <b>", f"{settings.BASE_URL}/comments/3/", "desk@example.org"):
        assert part in letter.body


def test_a_letter_is_in_the_language_of_who_gets_it(notice: Notice, translator: User) -> None:
    translator.language = "en"
    translator.save()
    notice.refresh_from_db()
    send(notice)
    assert "was not published" in mail.outbox[0].subject
    assert "/en/comments/3/" in mail.outbox[0].body


def test_a_notice_is_mailed_as_soon_as_its_transaction_is_over(translator: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        told = Notice.tell(translator, "comment_keep", url="/en/comments/3/", page="칼럼")
    assert len(mail.outbox) == 1
    told.refresh_from_db()
    assert told.mailed_at is not None
    assert told.url == "/comments/3/"  # in nobody's language


def test_two_workers_send_one_letter(notice: Notice) -> None:
    same = Notice.objects.get(pk=notice.pk)
    assert send(notice) == Outcome.SENT
    assert send(same) is None
    mail_notice.call(notice.pk)
    assert len(mail.outbox) == 1


def test_only_a_verified_address_is_written_to(notice: Notice) -> None:
    EmailAddress.objects.update(verified=False)
    assert send(notice) is None
    assert not mail.outbox
    notice.refresh_from_db()
    assert notice.mailed_at is None


@pytest.mark.parametrize("state", [{"is_active": False}])
def test_who_is_barred_gets_no_letter(notice: Notice, translator: User, state: dict[str, Any]) -> None:
    User.objects.filter(pk=translator.pk).update(**state)
    notice.refresh_from_db()
    assert send(notice) is None
    assert not mail.outbox


def test_a_letter_that_failed_is_tried_again_later_and_later(notice: Notice, settings: Any) -> None:
    settings.EMAIL_BACKEND = BROKEN
    mail_notice.call(notice.pk)
    notice.refresh_from_db()
    assert (notice.mailed_at, notice.mail_attempts) == (None, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    long_ago(notice, minutes=9)
    assert mail_due_notices() == 0
    long_ago(notice, minutes=2)
    assert mail_due_notices() == 1
    assert mail_due_notices() == 0


def test_a_letter_is_given_up_after_its_last_attempt(notice: Notice) -> None:
    Notice.objects.update(mail_attempts=Notice.MAIL_ATTEMPTS)
    long_ago(notice, days=30)
    assert mail_due_notices() == 0
    assert not mail.outbox


def test_the_clock_takes_a_batch_and_stops_when_the_mail_server_is_away(translator: User, settings: Any) -> None:
    for _ in range(5):
        long_ago(Notice.objects.create(recipient=translator, kind="comment_keep", context={"page": "칼럼"}), minutes=6)
    assert mail_due_notices(most=2) == 2
    settings.EMAIL_BACKEND = BROKEN
    assert mail_due_notices() == 0
    assert sorted(Notice.objects.values_list("mail_attempts", flat=True)) == [0, 0, 1, 1, 1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_one_notice_that_cannot_be_written_does_not_hold_up_the_letters_of_others(translator: User) -> None:
    """A kind whose templates are gone: it fails, waits longer each time, and the next round reaches the others."""
    odd = Notice.objects.create(recipient=translator, kind="no-such-kind")
    good = Notice.objects.create(recipient=make_member("other-reader", "다른이"), kind="comment_keep", context={"page": "칼럼"})
    for notice in (odd, good):
        long_ago(notice, minutes=6)
    mail_due_notices()
    mail_due_notices()
    assert [letter.to for letter in mail.outbox] == [["other-reader@example.org"]]


def test_old_notices_are_forgotten(notice: Notice) -> None:
    assert Notice.objects.forget_old() == 0
    long_ago(notice, days=Notice.KEPT_DAYS + 1)
    assert Notice.objects.forget_old() == 1
