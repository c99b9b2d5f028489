"""What members choose to have mailed: in the settings, with what follows for notices old and new."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from pytest_django import Settings

from accounts.mail_choices import begin_letters, choices_of, choose
from accounts.mail_groups import COLUMNS, DIGEST, REPLIES
from accounts.mailing_notices import mail_due_notices
from accounts.models import MailChoice, Notice, User, When
from tests.cast import log_in

pytestmark = pytest.mark.django_db
MAIL = "/accounts/mail/"
AS_IT_IS = {"replies": "now", "discussions": "now", "columns": "weekly", "picks": "now"}


def chosen(member: User) -> dict[str, str]:
    return {one.group.key: str(one.when) for one in choices_of(member)}


def tell_of_reply(member: User) -> Notice:
    return Notice.tell(member, "reply", page="칼럼", author=member.pk)


def test_the_settings_show_what_is_chosen_and_what_cannot_be(reader: User) -> None:
    choose(reader, REPLIES, When.DAILY)
    for address in ("/accounts/settings/", MAIL):
        panel = BeautifulSoup(log_in(reader).get(address).content, "html.parser").select_one("#notify")
        assert panel is not None
        assert [option["value"] for option in panel.select("select[name=replies] option[selected]")] == ["daily"]
        assert [option["value"] for option in panel.select("select[name=columns] option[selected]")] == ["weekly"]
        assert len(panel.select("input[disabled][checked]")) == 2
        assert "끌 수 없습니다" in panel.text
        assert not panel.select("input[name=digest][checked]")


def test_choices_are_kept_and_what_is_left_alone_stays_by_default(reader: User) -> None:
    answer = log_in(reader).post(MAIL, {**AS_IT_IS, "replies": "never", "digest": "on"})
    assert answer["Location"] == "/accounts/settings/#notify"
    assert chosen(reader) == {**AS_IT_IS, "replies": "never", "digest": "weekly"}
    assert set(MailChoice.objects.values_list("group", flat=True)) == {"replies", "digest"}
    log_in(reader).post(MAIL, {**AS_IT_IS, "replies": "never"})
    assert chosen(reader)["digest"] == "never"


@pytest.mark.parametrize("forged", [{"replies": "hourly"}, {"replies": ""}, {"columns": "now\x00"}, {"picks": "x" * 9000}])
def test_what_is_no_choice_is_said_and_nothing_is_changed(reader: User, forged: dict[str, str]) -> None:
    answer = log_in(reader).post(MAIL, {**AS_IT_IS, "discussions": "never", **forged})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert "selected" in str(BeautifulSoup(answer.content, "html.parser").select_one("select[name=discussions] option[value=never]"))
    assert not MailChoice.objects.exists()


def test_decisions_cannot_be_switched_off_by_a_forged_form(reader: User) -> None:
    log_in(reader).post(MAIL, {**AS_IT_IS, "decisions": "never", "credentials": "never"})
    assert not MailChoice.objects.exists()


def test_strangers_are_asked_to_log_in(client: Client) -> None:
    assert client.get(MAIL)["Location"] == f"/accounts/login/?next={MAIL}"


@pytest.mark.parametrize("when", [When.DAILY, When.WEEKLY, When.NEVER])
def test_what_is_not_wanted_at_once_is_in_the_inbox_and_not_mailed(reader: User, when: When) -> None:
    choose(reader, REPLIES, when)
    notice = tell_of_reply(reader)
    assert mail_due_notices() == 0
    assert not mail.outbox
    notice.refresh_from_db()
    assert (notice.mail_when, notice.mail_at is None) == (when, when == When.NEVER)
    assert len(log_in(reader).get("/accounts/inbox/").context["told"]) == 1


def test_a_decision_is_mailed_whatever_was_chosen(reader: User) -> None:
    for group in (REPLIES, COLUMNS, DIGEST):
        choose(reader, group, When.NEVER)
    Notice.tell(reader, "comment_keep", page="칼럼")
    assert mail_due_notices() == 1


def test_a_new_choice_holds_for_what_waits_already(reader: User) -> None:
    choose(reader, REPLIES, When.WEEKLY)
    tell_of_reply(reader)
    mail_due_notices()
    choose(reader, COLUMNS, When.NOW)
    assert mail_due_notices() == 0, "another group’s"
    choose(reader, REPLIES, When.NOW)
    assert mail_due_notices() == 1
    assert len(mail.outbox) == 1


def test_what_was_not_to_be_mailed_is_not_mailed_after_a_change_of_mind(reader: User) -> None:
    choose(reader, REPLIES, When.NEVER)
    tell_of_reply(reader)
    mail_due_notices()
    choose(reader, REPLIES, When.NOW)
    assert mail_due_notices() == 0


def test_at_night_what_can_wait_does_and_a_decision_does_not(reader: User, settings: Settings) -> None:
    settings.MAIL_QUIET = (21, 8)
    with freeze_time("2026-11-25T15:00Z"):  # midnight in Seoul
        tell_of_reply(reader)
        Notice.tell(reader, "comment_keep", page="칼럼")
        assert mail_due_notices() == 1
        assert "칼럼" in mail.outbox[0].subject
        assert mail_due_notices() == 0
    with freeze_time("2026-11-25T22:59Z"):
        assert mail_due_notices() == 0
    with freeze_time("2026-11-25T23:00Z"):  # eight in the morning
        assert mail_due_notices() == 1


def test_a_letter_that_failed_in_the_evening_is_not_tried_again_in_the_night(reader: User, settings: Settings) -> None:
    settings.MAIL_QUIET = (21, 8)
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.Backend"
    with freeze_time("2026-11-25T11:59Z"):  # 20:59 in Seoul
        notice = tell_of_reply(reader)
        mail_due_notices()
    notice.refresh_from_db()
    assert timezone.localtime(notice.mail_at).hour == 8


def test_who_begins_to_follow_gets_the_letter_of_the_week_unless_they_had_chosen(reader: User, translator: User) -> None:
    choose(translator, DIGEST, When.NEVER)
    for member in (reader, translator):
        begin_letters(member)
        begin_letters(member)
    assert (chosen(reader)["digest"], chosen(translator)["digest"]) == ("weekly", "never")


def test_the_panel_costs_one_query(reader: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        choices_of(reader)
