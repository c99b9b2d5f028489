"""The link in letters by which they can be stopped: without logging in, by one press, also by a mail program's."""

import pytest
from django.core import mail, signing
from django.test import Client
from freezegun import freeze_time

from accounts import unsubscribing
from accounts.mail_choices import choices_of, choose
from accounts.mail_groups import COLUMNS, DISCUSSIONS, REPLIES
from accounts.mailing_notices import send
from accounts.models import MailChoice, Notice, User, When
from tests.cast import log_in

pytestmark = pytest.mark.django_db


def path(member: User, what: str) -> str:
    return "/" + unsubscribing.link_for(member, what).split("/", 3)[3]


def chosen(member: User) -> dict[str, str]:
    return {one.group.key: str(one.when) for one in choices_of(member)}


@pytest.fixture
def stranger() -> Client:
    """With Django's check of forged forms, as a mail program meets it."""
    return Client(enforce_csrf_checks=True)


def test_looking_changes_nothing_and_pressing_does(stranger: Client, reader: User) -> None:
    address = path(reader, "replies")
    page = stranger.get(address)
    assert page.status_code == 200
    assert "내 댓글에 달린 답글" in page.content.decode()
    assert not page.cookies
    assert not MailChoice.objects.exists()
    done = stranger.post(address)
    assert done.status_code == 200
    assert "/accounts/mail/" in done.content.decode()
    assert chosen(reader)["replies"] == "never"
    settings_page = log_in(reader).get("/accounts/settings/").content.decode()
    assert '<option value="never" selected' in settings_page


def test_a_mail_program_presses_with_what_the_header_says(stranger: Client, reader: User) -> None:
    """RFC 8058: a POST of List-Unsubscribe=One-Click, answered without leading elsewhere."""
    address = path(reader, "replies")
    answer = stranger.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert stranger.post(address).status_code == 200, "twice is once"
    assert chosen(reader)["replies"] == "never"


def test_a_letter_that_can_be_stopped_says_so_where_programs_look(reader: User) -> None:
    send(Notice.objects.create(recipient=reader, kind="reply", context={"page": "칼럼", "author": reader.pk}))
    [letter] = mail.outbox
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in letter.body
    Client().post("/" + link.split("/", 3)[3])
    assert chosen(reader)["replies"] == "never"


def test_a_decision_has_no_such_link(reader: User) -> None:
    send(Notice.objects.create(recipient=reader, kind="comment_keep", context={"page": "칼럼"}))
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert "unsubscribe" not in mail.outbox[0].body


def test_the_link_is_in_the_language_of_the_letter(reader: User, stranger: Client) -> None:
    reader.language = "en"
    reader.save()
    send(Notice.objects.create(recipient=reader, kind="reply", context={"page": "칼럼", "author": reader.pk}))
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    assert "/en/accounts/unsubscribe/" in link
    assert "Stop these letters" in stranger.get("/" + link.split("/", 3)[3]).content.decode()


def test_stopping_a_letter_that_gathers_stops_all_that_comes_with_it(stranger: Client, reader: User) -> None:
    choose(reader, REPLIES, When.DAILY)
    choose(reader, DISCUSSIONS, When.WEEKLY)
    stranger.post(path(reader, "day"))
    assert chosen(reader) == {"replies": "never", "discussions": "weekly", "columns": "weekly", "picks": "now", "digest": "never"}
    stranger.post(path(reader, "week"))
    assert chosen(reader) == {"replies": "never", "discussions": "never", "columns": "never", "picks": "now", "digest": "never"}


def test_a_link_in_an_old_letter_still_works(stranger: Client, reader: User) -> None:
    with freeze_time("2025-01-01"):
        address = path(reader, "columns")
    with freeze_time("2026-11-25"):
        assert stranger.post(address).status_code == 200
    assert chosen(reader)["columns"] == "never"


@pytest.mark.parametrize(
    "payload",
    [[999_999, "replies"], ["x", "replies"], [1], "replies", [None, "day"], [1, ["day"]], [1, "no-such-group"], [1, "decisions"], {}],
)
def test_a_link_that_means_nothing_gets_a_clear_page(stranger: Client, reader: User, payload: object) -> None:
    signed = signing.dumps(payload, salt=unsubscribing.SALT)
    for answer in (stranger.get(f"/accounts/unsubscribe/{signed}/"), stranger.post(f"/accounts/unsubscribe/{signed}/")):
        assert answer.status_code == 404
        assert "/accounts/mail/" in answer.content.decode()
    assert not MailChoice.objects.exists()


@pytest.mark.parametrize("end", ["x", "%00", "a" * 3000, "a:b:c"])
def test_a_broken_link_gets_a_clear_page(stranger: Client, reader: User, end: str) -> None:
    address = path(reader, "replies").rstrip("/")
    assert stranger.post(f"{address}{end}/").status_code == 404
    assert stranger.get(f"/accounts/unsubscribe/{end}/").status_code == 404
    assert not MailChoice.objects.exists()


def test_a_signature_of_something_else_is_none(stranger: Client, reader: User) -> None:
    assert stranger.post(f"/accounts/unsubscribe/{signing.dumps([reader.pk, 'replies'], salt='another')}/").status_code == 404
    assert not MailChoice.objects.exists()


def test_of_who_has_left_nothing_is_kept_and_the_page_says_so(stranger: Client, reader: User) -> None:
    address = path(reader, "columns")
    choose(reader, COLUMNS, When.DAILY)
    reader.close()
    assert stranger.get(address).status_code == stranger.post(address).status_code == 404
    assert not MailChoice.objects.exists()
