"""/comments/<n>/report/: a reader's complaint, with a reason from the house rules."""

import pytest
from django.test import Client

from accounts.models import Notice, User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Report, Rule
from tests.cast import log_in, say


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer, "신고될 말")


def file(client: Client, said: Comment, rule: object, words: str = "사람을 깎아내립니다."):  # type: ignore[no-untyped-def]
    return client.post(f"/comments/{said.pk}/report/file/", {"rule": rule, "words": words})


def test_a_report_reaches_the_moderators(said: Comment, reader: User, abuse: Rule) -> None:
    response = file(log_in(reader), said, abuse.pk)
    assert response.status_code == 302
    report = Report.objects.open().get()
    assert (report.comment, report.reporter, report.rule, report.words) == (said, reader, abuse, "사람을 깎아내립니다.")


def test_the_form_names_every_rule(said: Comment, reader: User) -> None:
    page = log_in(reader).get(f"/comments/{said.pk}/report/").content.decode()
    for rule in Rule.objects.filter(is_current=True):
        assert rule.name in page


def test_reporting_twice_is_one_report(said: Comment, reader: User, abuse: Rule) -> None:
    client = log_in(reader)
    file(client, said, abuse.pk)
    file(client, said, abuse.pk)
    assert Report.objects.count() == 1


@pytest.mark.parametrize("rule", ["", "999999", "abc", "9" * 40])
def test_without_a_reason_the_words_are_kept(said: Comment, reader: User, rule: str) -> None:
    response = file(log_in(reader), said, rule, "지켜 주세요")
    assert response.status_code == 422
    assert "지켜 주세요" in response.content.decode()
    assert not Report.objects.exists()


def test_ones_own_comment_is_not_reported(said: Comment, lawyer: User, abuse: Rule) -> None:
    assert file(log_in(lawyer), said, abuse.pk).status_code == 422
    assert not Report.objects.exists()


def test_what_was_taken_away_a_moment_ago_is_gone(said: Comment, lawyer: User, reader: User, abuse: Rule) -> None:
    said.remove(by=lawyer)
    assert file(log_in(reader), said, abuse.pk).status_code == 410


def test_a_report_sent_after_the_session_has_ended_comes_back_with_its_words(said: Comment, abuse: Rule) -> None:
    """As a stranger's form, with the way to log in; nothing is filed by it."""
    response = file(Client(), said, abuse.pk, "지켜 주세요")
    page = response.content.decode()
    assert response.status_code == 422
    assert "지켜 주세요" in page
    assert f'value="{abuse.pk}" required checked' in page
    assert f"/accounts/login/?next=/comments/{said.pk}/report/" in page
    assert not Report.objects.exists()


def test_reporting_too_much_is_told(column: ColumnPage, discussion: Discussion, lawyer: User, reader: User, abuse: Rule, settings) -> None:  # type: ignore[no-untyped-def]
    settings.ACCOUNT_RATE_LIMITS = {"report": "1/h/user"}
    client = log_in(reader)
    assert file(client, say(discussion, lawyer), abuse.pk).status_code == 302
    assert file(client, say(discussion, lawyer), abuse.pk).status_code == 429


def test_the_reporter_is_told_the_outcome(said: Comment, reader: User, moderator: User, abuse: Rule) -> None:
    file(log_in(reader), said, abuse.pk)
    said.keep(by=moderator, reason="주장을 비판한 말입니다.")
    assert Notice.objects.get(recipient=reader).kind == "report_answered"
    assert not Report.objects.open().exists()
