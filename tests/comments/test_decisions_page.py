"""The page of all decisions about a member: theirs alone, newest first, a page at a time, however many there are."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from accounts.models import User
from comments.concerning import A_PAGE
from comments.models import Action, Appeal, Decision, Discussion, Rule, Sanction, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db
PATH, TOLD = "/comments/decisions/", "사람이 아니라 주장에 답해 주세요."


@pytest.fixture
def decided(discussion: Discussion, reader: User, moderator: User, abuse: Rule) -> Decision:
    return say(discussion, reader, state=State.PENDING).reject(by=moderator, rule=abuse, reason=TOLD)


def fill(member: User, number: int, moderator: User) -> None:
    for _one in range(number):
        Decision.record(action=Action.WARN, from_state="", to_state="", by=moderator, member=member, reason=TOLD)


def numbers_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'href="/comments/decisions/(\d+)/"', page)]


def get(member: User, asked: str = "") -> str:
    answer = log_in(member).get(f"{PATH}{asked}")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return str(answer.content.decode())


def test_it_lists_what_concerns_the_member_and_nothing_else(decided, reader, translator, moderator, other_moderator, abuse):
    Sanction.impose("warning", reader, by=moderator, rule=abuse, reason=TOLD)
    fill(translator, 1, moderator)
    page = get(reader)
    assert numbers_on(page) == [2, 1]
    assert abuse.label in page
    assert moderator.shown_name not in page
    assert numbers_on(get(translator)) == [3]
    assert log_in(reader).get(f"{PATH}1/").status_code == 200


def test_an_appeal_and_what_came_of_it_is_said(decided, reader, other_moderator):
    appeal = Appeal.file(decided, by=reader, words="주장에 답했습니다.")
    assert "이의 제기함, 답변 대기" in get(reader)
    appeal.uphold(by=other_moderator, reason="그대로입니다.")
    assert numbers_on(get(reader)) == [2, 1]
    assert appeal.__class__.objects.get().get_outcome_display() in get(reader)


def test_rows_of_old_that_name_no_member_are_there_too(decided, reader, translator):
    decided.pk, decided.number, decided.member, decided.digest = None, 2, None, "0" * 64
    decided.save(force_insert=True)  # as it was written when a row named the comment alone
    assert numbers_on(get(reader)) == [2, 1]
    assert numbers_on(get(translator)) == []


def test_pages_are_of_a_size_and_leave_nothing_out(reader, moderator):
    fill(reader, A_PAGE * 2 + 1, moderator)
    seen, asked = [], ""
    for _page in range(3):
        page = get(reader, asked)
        seen += numbers_on(page)
        older = re.search(r'href="(\?before=\d+)"', page)
        asked = older.group(1) if older else ""
    assert not asked
    assert seen == list(range(A_PAGE * 2 + 1, 0, -1))
    assert numbers_on(get(reader, "?before=nonsense")) == seen[:A_PAGE]
    assert numbers_on(get(reader, "?before=1")) == []


def test_it_costs_the_same_however_long_it_is(discussion, reader, moderator, abuse):
    client, counts = log_in(reader), []
    for number in (1, A_PAGE * 3):
        fill(reader, number, moderator)
        say(discussion, reader, f"말 {number}", state=State.PENDING).reject(by=moderator, rule=abuse, reason=TOLD)
        client.get(PATH)
        with CaptureQueriesContext(connection) as asked:
            client.get(PATH)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 8, [one["sql"] for one in asked]


def test_what_can_still_be_undone_is_not_said_yet(discussion, reader, moderator, abuse, settings):
    settings.COMMENTS_UNDO_SECONDS = 10
    decision = say(discussion, reader, state=State.PENDING).reject(by=moderator, rule=abuse, reason=TOLD)
    assert numbers_on(get(reader)) == []
    with freeze_time(decision.made_at + timedelta(seconds=11)):
        assert numbers_on(get(reader)) == [1]


def test_a_stranger_logs_in_first_and_the_settings_lead_there(decided, reader):
    assert Client().get(PATH).status_code == 302
    assert f'href="{PATH}"' in log_in(reader).get("/accounts/settings/").content.decode()
