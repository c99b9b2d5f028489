"""Appeals at the desk: the list, who may answer, and what comes of it."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from comments.models import Appeal, Comment, Discussion, Rule, Sanction, State
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
TOLD, WORDS, ANSWER = "사람이 아니라 주장에 답해 주세요.", "저는 주장에 답했습니다.", "다시 읽어 보니 주장에 답한 글입니다."


@pytest.fixture
def appeal(discussion: Discussion, reader: User, moderator: User, abuse: Rule) -> Appeal:
    decision = say(discussion, reader, "가려진 말입니다.").reject(by=moderator, rule=abuse, reason=TOLD, facts="첫 문장")
    return Appeal.file(decision, by=reader, words=WORDS)


def answer(appeal: Appeal, client: Client, verb: str = "reverse", reason: str = ANSWER) -> Any:
    return client.post(f"/cms/desk/appeals/{appeal.pk}/{verb}/", {"reason": reason, "facts": ""})


def desk(client: Client, path: str = "") -> BeautifulSoup:
    response = client.get(f"/cms/desk/appeals/{path}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_another_moderator_has_everything_before_them(appeal, other_moderator):
    page = desk(log_in(other_moderator), f"{appeal.pk}/")
    case = page.select_one(".pane.case").get_text(" ")
    for words in ("가려진 말입니다.", TOLD, "첫 문장", WORDS):
        assert words in case
    assert {button["formaction"] for button in page.select(".decide button[formaction]")} == {
        f"/cms/desk/appeals/{appeal.pk}/reverse/",
        f"/cms/desk/appeals/{appeal.pk}/uphold/",
    }
    assert page.select_one(".pane.past")


def test_who_decided_first_has_no_buttons_and_is_told_why(appeal, moderator):
    client = log_in(moderator)
    page = desk(client, f"{appeal.pk}/")
    assert not page.select(".decide button")
    assert page.select_one("p.note.decide")
    assert page.select_one(".queue .why").get_text(strip=True), "the list marks it, too"


@pytest.mark.parametrize("verb", ["uphold", "reverse"])
def test_who_decided_first_is_refused_by_the_door_too_even_as_superuser(appeal, moderator, verb):
    User.objects.filter(pk=moderator.pk).update(is_superuser=True)
    response = answer(appeal, log_in(moderator), verb)
    assert response.status_code == 403
    assert Appeal.objects.get().is_open
    assert Comment.objects.get().state == State.REJECTED


def test_a_moderator_does_not_answer_their_own_appeal(discussion, moderator, other_moderator, abuse):
    decision = say(discussion, moderator).reject(by=other_moderator, rule=abuse, reason=TOLD)
    own = Appeal.file(decision, by=moderator, words=WORDS)
    client = log_in(moderator)
    assert not desk(client, f"{own.pk}/").select(".decide button")
    assert answer(own, client).status_code == 403
    assert Appeal.objects.get().is_open


def test_reversed_at_the_desk_the_comment_is_back_on_the_page(client, appeal, column, other_moderator):
    response = answer(appeal, log_in(other_moderator))
    assert (response.status_code, response.url) == (302, "/cms/desk/appeals/")
    assert "가려진 말입니다." in client.get(column.url).content.decode()


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_an_answer_takes_a_reason(appeal, other_moderator, reason):
    assert answer(appeal, log_in(other_moderator), reason=reason).status_code == 422
    assert Appeal.objects.get().is_open


def test_who_comes_second_is_told_who_answered_what_and_keeps_their_words(appeal, other_moderator):
    appeal.uphold(by=other_moderator, reason=ANSWER)
    response = answer(appeal, log_in(make_member("third", "셋째", group="Moderators")), reason="저는 다르게 봅니다.")
    assert response.status_code == 409
    page = response.content.decode()
    assert other_moderator.shown_name in page
    assert "저는 다르게 봅니다." in page
    assert Comment.objects.get().state == State.REJECTED


def test_the_list_puts_what_is_due_first_on_top_and_says_what_is_late(discussion, reader, moderator, other_moderator, abuse):
    appeals = [
        Appeal.file(say(discussion, reader).reject(by=moderator, rule=abuse, reason=TOLD), by=reader, words=f"글 {n}") for n in range(3)
    ]
    for appeal, hours in zip(appeals, (5, -1, 50), strict=True):
        Appeal.objects.filter(pk=appeal.pk).update(due_at=timezone.now() + timedelta(hours=hours))
    page = desk(log_in(other_moderator))
    assert [one.get_text() for one in page.select(".queue .excerpt")] == ["글 1", "글 0", "글 2"]
    assert [one["class"][1:] for one in page.select(".queue .age")] == [["late"], ["soon"], []]


def test_what_somebody_else_has_to_answer_stands_last(discussion, reader, moderator, other_moderator, abuse):
    for number, by in enumerate((other_moderator, moderator, other_moderator, moderator)):
        filed = Appeal.file(say(discussion, reader).reject(by=by, rule=abuse, reason=TOLD), by=reader, words=f"글 {number}")
        Appeal.objects.filter(pk=filed.pk).update(due_at=timezone.now() + timedelta(hours=number))
    own = Appeal.file(say(discussion, moderator).reject(by=other_moderator, rule=abuse, reason=TOLD), by=moderator, words="제 글")
    Appeal.objects.filter(pk=own.pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert [one.get_text() for one in desk(log_in(moderator)).select(".queue .excerpt")] == ["글 0", "글 2", "제 글", "글 1", "글 3"]


def test_the_list_is_bounded_and_costs_as_much_for_many_as_for_few(discussion, reader, moderator, other_moderator, abuse):
    def file(number: int) -> None:
        for _ in range(number):
            Appeal.file(say(discussion, reader).reject(by=moderator, rule=abuse, reason=TOLD), by=reader, words=WORDS)

    client = log_in(other_moderator)
    file(2)
    desk(client)
    with CaptureQueriesContext(connection) as few:
        desk(client)
    file(25)
    with CaptureQueriesContext(connection) as many:
        page = desk(client)
    assert len(page.select(".queue ol > li")) == 25
    assert len(many) == len(few)
    assert len(desk(client, "?page=2").select(".queue ol > li")) == 2


def test_an_appeal_against_a_sanction_is_about_the_member(reader, moderator, other_moderator, abuse):
    sanction = Sanction.impose("suspension", reader, by=moderator, rule=abuse, reason=TOLD, days=7)
    appeal = Appeal.file(sanction.decision, by=reader, words=WORDS)
    client = log_in(other_moderator)
    assert reader.shown_name in desk(client, f"{appeal.pk}/").select_one(".case h2").get_text()
    answer(appeal, client)
    sanction.refresh_from_db()
    assert not sanction.is_stopping


def test_an_answered_appeal_can_still_be_read_and_no_longer_be_answered(appeal, other_moderator):
    appeal.uphold(by=other_moderator, reason=ANSWER)
    page = desk(log_in(other_moderator), f"{appeal.pk}/")
    assert ANSWER in page.select_one(".case").get_text()
    assert not page.select(".decide button")


def test_the_desk_is_there_when_nothing_is_open(other_moderator):
    assert desk(log_in(other_moderator)).select_one(".empty")


@pytest.mark.parametrize("verb", ["uphold", "reverse"])
def test_answering_is_for_moderators_and_never_by_a_link(client, appeal, reader, editor, other_moderator, verb):
    assert log_in(other_moderator).get(f"/cms/desk/appeals/{appeal.pk}/{verb}/").status_code == 405
    for other in (client, log_in(reader), log_in(editor)):
        assert answer(appeal, other, verb).status_code in (302, 403)
    assert Appeal.objects.get().is_open
