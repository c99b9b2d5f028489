"""Reporting without an account: a form, a letter to an address, and a link that files only when its button is pressed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Report, Rule
from comments.strangers import Complaint, read, sign
from tests.cast import log_in, say

BROKEN = "tests.accounts.broken_mail.Backend"
ADDRESS = "jinagadeon-i@example.org"
WORDS = "사람을 깎아내립니다."


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer, "신고될 말")


def send(client: Client, said: Comment, rule: object, words: str = WORDS, email: str = ADDRESS) -> Any:
    return client.post(f"/comments/{said.pk}/report/send/", {"rule": rule, "words": words, "email": email})


def link() -> str:
    """The path of the link in the newest letter."""
    return re.search(r"^http://[^/]+(/\S*/reports/\S+)$", mail.outbox[-1].body, re.MULTILINE).group(1)


def confirm(client: Client, path: str) -> Any:
    return client.post(f"{path}file/")


def test_a_stranger_is_offered_a_page_with_every_reason_and_an_address(said: Comment) -> None:
    page = Client().get(f"/comments/{said.pk}/report/").content.decode()
    for rule in Rule.objects.filter(is_current=True):
        assert rule.label in page
    assert 'name="email"' in page
    assert 'content="noindex"' in page
    assert "신고될 말" in page


def test_the_form_alone_files_nothing_and_stores_no_address(said: Comment, abuse: Rule) -> None:
    assert send(Client(), said, abuse.pk).status_code == 200
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]
    assert not Report.objects.exists()


def test_the_letter_says_nothing_that_a_stranger_wrote(said: Comment, abuse: Rule) -> None:
    """Neither the words of the report nor the comment: else it could be used to write to anybody."""
    send(Client(), said, abuse.pk, "https://spam.example 를 보세요")
    letter = mail.outbox[0]
    for words in ("spam.example", "신고될 말", "윤해인"):
        assert words not in letter.body + letter.subject
    assert "초벌을 잃은 직업들" in letter.subject


def test_looking_at_the_link_files_nothing(said: Comment, abuse: Rule) -> None:
    """Programs that look for harm in mail open its links before anybody reads it."""
    send(Client(), said, abuse.pk)
    page = Client().get(link())
    assert page.status_code == 200
    for words in (WORDS, ADDRESS, "신고될 말", abuse.label):
        assert words in page.content.decode()
    assert not Report.objects.exists()


def test_pressing_the_button_behind_the_link_reaches_the_moderators(said: Comment, abuse: Rule, moderator: User) -> None:
    send(Client(), said, abuse.pk)
    assert confirm(Client(), link()).status_code == 200
    report = Report.objects.open().get()
    assert (report.comment, report.reporter, report.email, report.rule, report.words) == (said, None, ADDRESS, abuse, WORDS)
    desk = log_in(moderator).get(f"/cms/desk/reported/{said.pk}/").content.decode()
    assert WORDS in desk


def test_moderators_see_of_the_address_no_more_than_tells_two_apart(said: Comment, abuse: Rule, moderator: User) -> None:
    Report.file_unnamed(said, email=ADDRESS, rule=abuse)
    desk = log_in(moderator).get(f"/cms/desk/reported/{said.pk}/").content.decode()
    assert "j…@e….org" in desk
    assert "jinagadeon" not in desk
    assert "example.org" not in desk


def test_pressing_twice_is_one_report(said: Comment, abuse: Rule) -> None:
    send(Client(), said, abuse.pk)
    for _time in range(2):
        assert confirm(Client(), link()).status_code == 200
    assert Report.objects.count() == 1


def test_a_link_files_once_also_after_the_report_was_answered(said: Comment, abuse: Rule, moderator: User) -> None:
    send(Client(), said, abuse.pk)
    path = link()
    confirm(Client(), path)
    said.keep(by=moderator)
    assert confirm(Client(), path).status_code == 200
    assert not Report.objects.open().exists()


def test_an_address_has_one_open_report_of_a_comment(said: Comment, abuse: Rule) -> None:
    for email in (ADDRESS, ADDRESS.upper(), "another@example.org"):
        send(Client(), said, abuse.pk, email=email)
        confirm(Client(), link())
    assert sorted(Report.objects.open().values_list("email", flat=True)) == ["another@example.org", ADDRESS]


def test_the_answer_does_not_tell_whether_a_member_has_the_address(said: Comment, reader: User, abuse: Rule) -> None:
    pages = [send(Client(), said, abuse.pk, email=email).content.decode().replace(email, "") for email in (reader.email, ADDRESS)]
    assert pages[0] == pages[1]
    assert mail.outbox[0].body[:80] == mail.outbox[1].body[:80]


@pytest.mark.parametrize(
    "email",
    ["", "nobody", "a@b", "a@example.org\nBcc: b@example.org", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a\x00@example.org",
     "a@[127.0.0.1]", '"a b"@example.org', "가" * 250 + "@example.org", "a" * 60 + "@" + "b" * 250 + ".org"],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_the_words_kept(said: Comment, abuse: Rule, email: str) -> None:
    response = send(Client(), said, abuse.pk, email=email)
    page = response.content.decode()
    assert response.status_code == 422
    assert WORDS in page
    assert 'role="alert"' in page
    assert not mail.outbox


@pytest.mark.parametrize("rule", ["", "999999", "abc", "9" * 40])
def test_without_a_reason_no_letter_is_sent(said: Comment, rule: str) -> None:
    response = send(Client(), said, rule)
    assert response.status_code == 422
    assert ADDRESS in response.content.decode()
    assert not mail.outbox


@pytest.mark.parametrize("words", ["가" * 301, "\x00"])
def test_too_many_words_are_refused(said: Comment, abuse: Rule, words: str) -> None:
    assert send(Client(), said, abuse.pk, words).status_code == 422
    assert not mail.outbox


def test_the_longest_words_still_fit_into_a_link(said: Comment, abuse: Rule) -> None:
    words = "".join(chr(0xAC00 + number * 37 % 11172) for number in range(Report.WORDS_MAX))  # as little alike as they can be
    send(Client(), said, abuse.pk, words)
    assert len(link()) < 1800
    confirm(Client(), link())
    assert Report.objects.get().words == words


def test_a_link_holds_for_a_day_and_then_says_so_with_the_way_to_begin_anew(said: Comment, abuse: Rule) -> None:
    send(Client(), said, abuse.pk)
    with freeze_time(timezone.now() + timedelta(hours=23)):
        assert Client().get(link()).status_code == 200
    with freeze_time(timezone.now() + timedelta(hours=25)):
        for answer in (Client().get(link()), confirm(Client(), link())):
            assert answer.status_code == 410
            assert f'href="/comments/{said.pk}/report/"' in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("forged", ["x", "a:b:c", "%00", "." * 500, "eyJ9:1abc:xyz"])
def test_a_forged_link_is_none(said: Comment, forged: str) -> None:
    for answer in (Client().get(f"/comments/reports/{forged}/"), Client().post(f"/comments/reports/{forged}/file/")):
        assert answer.status_code == 404
    assert not Report.objects.exists()


def test_a_link_that_was_changed_by_one_letter_is_none(said: Comment, abuse: Rule) -> None:
    signed = sign(Complaint(said.pk, abuse.pk, WORDS, ADDRESS, "ko"))
    assert read(signed).words == WORDS
    changed = ("A" if signed[5] != "A" else "B").join([signed[:5], signed[6:]])
    assert Client().post(f"/comments/reports/{changed}/file/").status_code == 404


def test_of_a_comment_that_went_meanwhile_the_link_says_that_it_is_gone(said: Comment, lawyer: User, abuse: Rule) -> None:
    send(Client(), said, abuse.pk)
    said.remove(by=lawyer)
    for answer in (Client().get(link()), confirm(Client(), link()), Client().get(f"/comments/{said.pk}/report/")):
        assert answer.status_code == 410
    assert not Report.objects.exists()


def test_a_reason_that_is_none_any_more_files_nothing(said: Comment) -> None:
    signed = sign(Complaint(said.pk, 999_999, "", ADDRESS, "ko"))
    assert Client().post(f"/comments/reports/{signed}/file/").status_code == 410
    assert not Report.objects.exists()


def test_what_strangers_cannot_see_they_cannot_report(said: Comment, column: ColumnPage, abuse: Rule) -> None:
    column.view_restrictions.create(restriction_type="login")
    assert Client().get(f"/comments/{said.pk}/report/").status_code == 404
    assert send(Client(), said, abuse.pk).status_code == 404
    assert not mail.outbox


def test_nobody_can_have_one_address_flooded(said: Comment, abuse: Rule) -> None:
    """Three letters in an hour, from however many places they are asked for."""
    for place in range(4):
        answer = send(Client(REMOTE_ADDR=f"192.0.2.{place}"), said, abuse.pk, email=ADDRESS.upper() if place % 2 else ADDRESS)
    assert answer.status_code == 429
    assert WORDS in answer.content.decode()
    assert len(mail.outbox) == 3
    assert send(Client(REMOTE_ADDR="192.0.2.9"), said, abuse.pk, email="another@example.org").status_code == 200


def test_from_one_place_ten_letters_can_be_asked_for_in_an_hour(said: Comment, abuse: Rule) -> None:
    answers = [send(Client(), said, abuse.pk, email=f"a{number}@example.org").status_code for number in range(11)]
    assert answers == [200] * 10 + [429]


def test_if_the_mail_does_not_go_out_nothing_that_was_written_is_lost(said: Comment, abuse: Rule, settings: Any) -> None:
    settings.EMAIL_BACKEND = BROKEN
    answer = send(Client(), said, abuse.pk)
    assert answer.status_code == 503
    assert WORDS in answer.content.decode()
    assert ADDRESS in answer.content.decode()


def test_who_has_logged_in_meanwhile_needs_no_letter(said: Comment, reader: User, abuse: Rule) -> None:
    assert send(log_in(reader), said, abuse.pk).status_code == 302
    assert Report.objects.get().reporter == reader
    assert not mail.outbox


@pytest.mark.parametrize("address", ["report/send/", "report/file/"])
def test_sending_takes_a_post(said: Comment, address: str) -> None:
    assert Client().get(f"/comments/{said.pk}/{address}").status_code == 405


def test_without_the_token_of_the_form_nothing_is_sent_and_nothing_lost(said: Comment, abuse: Rule) -> None:
    answer = send(Client(enforce_csrf_checks=True), said, abuse.pk)
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()
    assert not mail.outbox


def test_an_english_reader_is_written_to_in_english(said: Comment, abuse: Rule) -> None:
    Client().post(f"/en/comments/{said.pk}/report/send/", {"rule": abuse.pk, "words": "", "email": ADDRESS})
    assert mail.outbox[0].subject.startswith("Please confirm")
    assert link().startswith("/en/comments/reports/")
    confirm(Client(), link())
    assert Report.objects.get().language == "en"
