"""Guarding a discussion by hand at the desk, and ending it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.models import Decision, Discussion, Guard
from tests.cast import log_in, make_member

pytestmark = pytest.mark.django_db


def address(name: str, page) -> str:
    return reverse(f"comments_desk:{name}", args=[page.pk])


def said(**other: object) -> dict[str, object]:
    return {"step": "both", "minutes": 60, "reason": "한 사람에게 몰려듭니다.", **other}


def test_only_who_may_close_a_discussion_may_guard_it(client, column, reader):
    columnist = make_member("sukja", "숙자", group="Columnists")
    for refused in (client, log_in(reader), log_in(columnist)):
        for name in ("guard", "unguard"):
            assert refused.post(address(name, column), said()).status_code in (302, 403)
    assert not Discussion.objects.exists()


@pytest.mark.parametrize("name", ["guard", "unguard"])
def test_a_link_guards_nothing(column, moderator, name):
    assert log_in(moderator).get(address(name, column)).status_code == 405


def test_a_moderator_begins_it_and_ends_it_and_both_are_recorded(column, moderator):
    desk = log_in(moderator)
    assert desk.post(address("guard", column), said()).status_code == 302
    discussion = Discussion.objects.get()
    assert discussion.guarded_by == Guard.BOTH
    assert 59 <= (discussion.guarded_until - timezone.now()).total_seconds() / 60 <= 60
    page = desk.get(address("discussion", column)).content.decode()
    assert address("unguard", column) in page
    assert address("guard", column) not in page
    assert "한 사람에게 몰려듭니다." in page
    desk.post(address("unguard", column), {"reason": "가라앉았습니다."})
    assert Discussion.objects.get().guarded_by is None
    assert list(Decision.objects.order_by("number").values_list("action", "actor", "text__reason")) == [
        ("protect", moderator.pk, "한 사람에게 몰려듭니다."),
        ("unprotect", moderator.pk, "가라앉았습니다."),
    ]


def test_pressing_twice_is_pressing_once(column, moderator):
    desk = log_in(moderator)
    for name in ("guard", "guard", "unguard", "unguard"):
        assert desk.post(address(name, column), said()).status_code == 302
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "kept"),
    [
        ({"minutes": 4}, 'value="4"'),
        ({"minutes": 1441}, 'value="1441"'),
        ({"step": "all"}, "몰려듭니다"),
        ({"reason": "가" * 1001}, "가" * 1001),
    ],
)
def test_what_makes_no_sense_guards_nothing_and_is_kept(column, moderator, wrong, kept):
    response = log_in(moderator).post(address("guard", column), said(**wrong))
    assert response.status_code == 422
    assert kept in response.content.decode()
    assert not Decision.objects.exists()


def test_a_reason_that_is_too_long_ends_nothing_and_is_kept(column, moderator):
    desk = log_in(moderator)
    desk.post(address("guard", column), said())
    response = desk.post(address("unguard", column), {"reason": "나" * 1001})
    assert response.status_code == 422
    assert "나" * 1001 in response.content.decode()
    assert Discussion.objects.get().guarded_by


def test_it_can_be_begun_anew_where_the_clock_has_not_recorded_the_end(column, moderator):
    discussion = Discussion.for_writing(column)
    Discussion.objects.filter(pk=discussion.pk).update(guard="order", guarded_until=timezone.now())
    log_in(moderator).post(address("guard", column), said())
    assert Discussion.objects.get().guarded_by == Guard.BOTH
