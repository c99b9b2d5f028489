"""Closing and opening a discussion, and reading the ledger, in the admin."""

import pytest
from django.urls import reverse

from comments.models import Decision, Discussion, State
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db


def address(name: str, page) -> str:
    return reverse(f"comments_desk:{name}", args=[page.pk])


def test_who_may_close_a_discussion(client, column, reader, editor, moderator, administrator):
    columnist = make_member("sukja", "숙자", group="Columnists")
    for refused in (client, log_in(reader), log_in(columnist)):
        for name in ("discussion", "close", "open"):
            act = refused.get if name == "discussion" else refused.post
            assert act(address(name, column)).status_code in (302, 403)
    assert not Discussion.objects.exists()
    for allowed in (editor, moderator, administrator):
        assert log_in(allowed).get(address("discussion", column)).status_code == 200


@pytest.mark.parametrize("name", ["close", "open"])
def test_a_link_closes_nothing(column, moderator, name):
    assert log_in(moderator).get(address(name, column)).status_code == 405


def test_asking_writes_nothing(column, moderator):
    log_in(moderator).get(address("discussion", column))
    assert not Discussion.objects.exists()


def test_closing_and_opening_are_recorded_with_their_reasons(column, editor):
    desk = log_in(editor)
    desk.post(address("close", column), {"reason": "밤에는 쉽니다."})
    assert not Discussion.objects.get().is_open
    page = desk.get(address("discussion", column)).content.decode()
    assert "밤에는 쉽니다." in page
    assert address("open", column) in page
    desk.post(address("open", column), {"reason": ""})
    assert Discussion.objects.get().is_open
    assert list(Decision.objects.order_by("number").values_list("action", "from_state", "to_state")) == [
        ("close", "open", "closed"),
        ("open", "closed", "open"),
    ]


def test_closing_twice_is_closing_once(column, moderator):
    desk = log_in(moderator)
    for _ in range(2):
        assert desk.post(address("close", column), {"reason": ""}).status_code == 302
    assert Decision.objects.count() == 1


def test_a_reason_that_is_too_long_closes_nothing_and_is_kept(column, moderator):
    response = log_in(moderator).post(address("close", column), {"reason": "가" * 1001})
    assert response.status_code == 422
    assert "가" * 1001 in response.content.decode()
    assert not Decision.objects.exists()


def test_an_alias_closes_the_discussion_of_its_source(column, columns, moderator):
    alias = column.create_alias(parent=columns, update_slug="alias")
    log_in(moderator).post(address("close", alias), {"reason": ""})
    assert Discussion.objects.get().page_id == column.pk


def test_a_page_that_nobody_discusses_has_no_discussion_to_close(home, moderator):
    assert log_in(moderator).get(address("discussion", home)).status_code == 404


def test_the_page_editor_and_the_list_of_pages_lead_there(column, columns, administrator, home):
    desk = log_in(administrator)
    link = address("discussion", column)
    assert link in desk.get(reverse("wagtailadmin_pages:edit", args=[column.pk])).content.decode()
    assert link in desk.get(reverse("wagtailadmin_explore", args=[columns.pk])).content.decode()
    assert address("discussion", home) not in desk.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).content.decode()


LEDGER = "comments_desk:ledger"


@pytest.fixture
def decisions(discussion, reader, moderator, abuse) -> list[Decision]:
    comment = say(discussion, reader, state=State.PENDING)
    return [
        comment.publish(by=moderator),
        comment.reject(by=moderator, rule=abuse, reason="표현을 거둬 주세요."),
        comment.publish(by=moderator),
    ]


def rows(client, query: str = "") -> list[int]:
    return [row.number for row in client.get(reverse(LEDGER) + query).context["rows"]]


def test_the_ledger_is_read_by_moderators(client, editor, moderator, decisions):
    assert client.get(reverse(LEDGER)).status_code == 302
    assert log_in(editor).get(reverse(LEDGER)).status_code == 302
    page = log_in(moderator).get(reverse(LEDGER))
    assert page.status_code == 200
    assert "표현을 거둬 주세요." in page.content.decode()
    assert log_in(moderator).post(reverse(LEDGER)).status_code == 405


def test_the_ledger_is_listed_newest_first_and_by_kind(moderator, decisions):
    desk = log_in(moderator)
    assert rows(desk) == [3, 2, 1]
    assert rows(desk, "?action=take_down") == [2]
    assert rows(desk, "?action=nonsense&before=x") == [3, 2, 1]
    assert rows(desk, "?before=3") == [2, 1]


def test_the_ledger_comes_in_pages_of_a_fixed_cost(
    discussion, moderator, decisions, django_assert_num_queries, django_assert_max_num_queries
):
    desk = log_in(moderator)
    desk.get(reverse(LEDGER))
    with django_assert_max_num_queries(20) as few:
        desk.get(reverse(LEDGER))
    for _ in range(30):
        discussion.close(by=moderator)
        discussion.reopen(by=moderator)
    with django_assert_num_queries(len(few)):
        page = desk.get(reverse(LEDGER))
    assert len(page.context["rows"]) == 50
    assert rows(desk, f"?before={page.context['following']}") == list(range(13, 0, -1))
