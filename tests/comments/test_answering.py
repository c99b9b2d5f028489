"""What strangers are told of their report: one letter, and then their address is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from comments.answering import mail_answer, retry_unsent_answers, send
from comments.models import Comment, Discussion, Report, Rule
from tests.cast import say

BROKEN = "tests.accounts.broken_mail.Backend"
ADDRESS = "jinagadeon-i@example.org"


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer, "신고될 말")


@pytest.fixture
def report(said: Comment, abuse: Rule) -> Report:
    return Report.file_unnamed(said, email=ADDRESS, rule=abuse, language="ko")


def test_the_outcome_is_mailed_and_the_address_erased(report: Report, moderator: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        report.comment.keep(by=moderator)
    report.refresh_from_db()
    assert (report.email, report.outcome) == ("", "keep")
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    assert f"/comments/{report.comment_id}/" in letter.body
    assert "신고될 말" not in letter.body


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_outcome_has_its_words_in_the_strangers_language(
    said: Comment, abuse: Rule, moderator: User, lawyer: User, language: str
) -> None:
    said_too = say(said.discussion, lawyer, "거둘 말")
    for comment in (said, said_too):
        Report.file_unnamed(comment, email=ADDRESS, rule=abuse, language=language)
    said.reject(by=moderator, rule=abuse, reason="사람을 깎아내렸습니다.")
    said_too.remove(by=lawyer)
    assert retry_unsent_answers() == 2
    bodies = " ".join(letter.body for letter in mail.outbox)
    for words in {"ko": ("내렸습니다", "삭제했습니다"), "en": ("taken it down", "has deleted")}[language]:
        assert words in bodies


def test_why_it_was_decided_so_is_told_to_the_author_alone(report: Report, moderator: User, abuse: Rule) -> None:
    report.comment.reject(by=moderator, rule=abuse, reason="작성자에게만 하는 말")
    mail_answer(report.pk)
    assert "작성자에게만" not in mail.outbox[0].body


def test_nobody_is_written_to_before_there_is_something_to_tell(report: Report) -> None:
    mail_answer(report.pk)
    assert retry_unsent_answers() == 0
    assert not mail.outbox
    report.refresh_from_db()
    assert report.email == ADDRESS


def test_of_two_workers_one_writes(report: Report, moderator: User) -> None:
    report.comment.keep(by=moderator)
    first, second = Report.objects.to_answer().get(), Report.objects.to_answer().get()
    assert (send(first), send(second)) == (True, None)
    assert len(mail.outbox) == 1


def test_a_letter_that_could_not_go_out_goes_out_later(report: Report, moderator: User, settings: Any) -> None:
    report.comment.keep(by=moderator)
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
    mail_answer(report.pk)
    report.refresh_from_db()
    assert report.email == ADDRESS
    settings.EMAIL_BACKEND = backend
    assert retry_unsent_answers() == 1
    report.refresh_from_db()
    assert report.email == ""


def test_while_the_mail_server_is_away_not_all_are_tried(
    discussion: Discussion, lawyer: User, moderator: User, abuse: Rule, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    said = say(discussion, lawyer)
    for number in range(6):
        Report.file_unnamed(said, email=f"a{number}@example.org", rule=abuse)
    said.keep(by=moderator)
    settings.EMAIL_BACKEND = BROKEN
    assert retry_unsent_answers() == 0
    assert len(caplog.records) == 3
    assert Report.objects.to_answer().count() == 6


def test_an_address_that_waits_too_long_for_an_answer_is_forgotten_and_the_report_stays(report: Report, moderator: User) -> None:
    assert Report.objects.forget_addresses() == 0
    Report.objects.update(created_at=timezone.now() - timedelta(days=Report.ADDRESS_KEPT_DAYS + 1))
    assert Report.objects.forget_addresses() == 1
    assert Report.objects.open().get().email == ""
    report.comment.keep(by=moderator)
    assert retry_unsent_answers() == 0
    assert not mail.outbox


def test_what_a_stranger_reported_is_on_the_moderators_list(report: Report, moderator: User) -> None:
    from comments.desk.queues import QUEUES

    assert QUEUES["reported"](moderator).total == 1
