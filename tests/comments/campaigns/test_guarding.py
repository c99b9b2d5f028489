"""Guarding a discussion: begun, ended, ended early, ended while the site was down; each once, and each in the ledger."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from freezegun import freeze_time

from accounts.models import Notice, User
from comments.campaigns import guarding, surges
from comments.campaigns.surges import Arrivals
from comments.models import Comment, Decision, Discussion, Guard, State
from comments.record import Record
from comments.screening import screen
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db
NOW = "2026-03-02T03:00:00Z"


def guarded(discussion: Discussion, step: Guard = Guard.BOTH, minutes: int = 60, **how: Any) -> Decision:
    decision = guarding.guard(discussion, step, until=timezone.now() + timedelta(minutes=minutes), **how)
    assert decision
    return decision


def actions() -> list[str]:
    return list(Decision.objects.order_by("number").values_list("action", flat=True))


def test_it_is_begun_once_and_ended_once(discussion):
    with freeze_time(NOW) as clock:
        began = guarded(discussion)
        until = discussion.guarded_until
        again = Discussion.objects.get(pk=discussion.pk)
        assert guarding.guard(again, Guard.ORDER, until=timezone.now() + timedelta(days=1)) is None
        assert Discussion.objects.get(pk=discussion.pk).guarded_until == until
        assert guarding.end_due() == 0
        clock.tick(3601)
        assert guarding.end_due() == 1
        assert guarding.end_due() == 0
    assert actions() == ["protect", "unprotect"]
    ended = Decision.objects.get(action="unprotect")
    assert (ended.earlier, ended.decider, ended.from_state, ended.to_state) == (began, "rule", "both", "free")
    discussion.refresh_from_db()
    assert (discussion.guard, discussion.guarded_until) == ("", None)


def test_before_its_time_only_a_person_ends_it(discussion, moderator):
    guarded(discussion)
    assert guarding.end(discussion) is None
    ended = guarding.end(discussion, by=moderator, reason="잘못 짚었습니다.")
    assert (ended.decider, ended.actor, ended.reason) == ("person", moderator, "잘못 짚었습니다.")
    assert guarding.end(discussion, by=moderator) is None
    assert actions() == ["protect", "unprotect"]


def test_who_ends_it_early_has_the_last_word_until_its_time_is_over(discussion, moderator):
    with freeze_time(NOW) as clock:
        guarded(discussion)
        guarding.end(discussion, by=moderator)
        clock.tick(3590)
        assert guarding.guard(discussion, Guard.BOTH, until=timezone.now() + timedelta(hours=1)) is None
        assert not Discussion.objects.get(pk=discussion.pk).guard
        clock.tick(20)
        guarded(discussion)


def test_a_person_may_begin_it_again_at_once(discussion, moderator):
    guarded(discussion)
    guarding.end(discussion, by=moderator)
    assert guarded(discussion, by=moderator).decider == "person"


def test_whoever_saw_an_earlier_one_does_not_end_a_later_one(discussion, moderator):
    with freeze_time(NOW) as clock:
        guarded(discussion, minutes=10)
        stale = Discussion.objects.get(pk=discussion.pk)
        clock.tick(601)
        guarding.end_due()
        guarded(Discussion.objects.get(pk=discussion.pk))
        assert guarding.end(stale, by=moderator) is None
        assert Discussion.objects.get(pk=discussion.pk).guarded_by


def test_an_end_that_falls_while_the_site_is_down_is_an_end_all_the_same(column, discussion, newcomer, client):
    """Nobody has recorded it; readers, screening and the next surge go by the time."""
    with freeze_time(NOW) as clock:
        guarded(discussion)
        assert 'id="guard"' in client.get(column.url).content.decode()
        clock.tick(3 * 3600)
        late = Discussion.objects.get(pk=discussion.pk)
        assert late.guard
        assert late.guarded_by is None
        assert 'id="guard"' not in client.get(column.url).content.decode()
        assert screen(newcomer, Record.of(newcomer), late, "말").why != "guarded"
        assert surges.look(discussion.pk) is False
        assert actions() == ["protect", "unprotect"]  # recorded by whoever came first
        assert guarding.end_due() == 0


def test_no_row_is_guarded_without_an_end(discussion):
    for columns in ({"guard": "both"}, {"guarded_until": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Discussion.objects.filter(pk=discussion.pk).update(**columns)


@pytest.mark.parametrize(
    ("who", "step", "why"),
    [
        ("joined today, said much", Guard.BOTH, "guarded"),
        ("joined today, said much", Guard.HOLD, "guarded"),
        ("joined today, said much", Guard.ORDER, ""),
        ("joined today, said much", None, ""),
        ("long here, said little", Guard.BOTH, "guarded"),
        ("long here, said much", Guard.BOTH, ""),
        ("moderator of today", Guard.BOTH, ""),
    ],
)
def test_who_is_read_first_while_it_is_guarded(settings, discussion, who, step, why):
    settings.COMMENTS_HELD_FOR_NEWCOMERS = 1
    member = make_member("somebody", "아무개", group="Moderators" if "moderator" in who else "Readers")
    if "long" in who:
        User.objects.filter(pk=member.pk).update(date_joined=timezone.now() - timedelta(days=8))
    for _ in range(3 if "much" in who else 2):
        say(discussion, member)
    if step:
        guarded(discussion, step)
    verdict = screen(User.objects.get(pk=member.pk), Record.of(member), discussion, "말")
    assert (verdict.state, verdict.why) == (State.PENDING if why else State.PUBLISHED, why)


def test_what_is_held_waits_at_the_desk_and_says_why(discussion, reader, moderator):
    say(discussion, reader)
    guarded(discussion)
    log_in(reader).post(
        f"/comments/on/{discussion.page_id}/", {"body": "오늘 처음은 아닙니다.", "key": "6f0d7a34-1111-4222-8333-123456789abc"}
    )
    assert Comment.objects.get(state=State.PENDING).held_because == "guarded"
    page = log_in(moderator).get("/cms/desk/waiting/").content.decode()
    assert "guarded" in page or "지키" in page


def texts(html: bytes) -> list[int]:
    said = html.decode()
    return sorted((place for place in ("하나", "둘", "셋") if f"{place}째 말" in said), key=lambda place: said.index(f"{place}째 말"))


def test_readers_see_the_newest_first_until_it_ends_and_whatever_they_ask_for_always(column, discussion, reader, client):
    for place in ("하나", "둘", "셋"):
        say(discussion, reader, f"{place}째 말입니다.")
    Comment.objects.filter(source__startswith="하나").update(score_top=0.9)
    usual, newest = ["하나", "셋", "둘"], ["셋", "둘", "하나"]
    assert texts(client.get(column.url).content) == usual
    with freeze_time(timezone.now()) as clock:
        guarded(discussion)
        page = client.get(column.url).content
        assert texts(page) == newest
        assert '?order=top#talk"' in page.decode()
        assert texts(client.get(f"{column.url}?order=top").content) == usual
        assert texts(client.get(f"{column.url}?order=old").content) == ["하나", "둘", "셋"]
        assert texts(client.get(f"{column.url}?order=nonsense").content) == newest
        clock.tick(3601)
        page = client.get(column.url).content
        assert texts(page) == usual
        assert "?order=top" not in page.decode()


def test_where_only_newcomers_are_held_the_order_stays(column, discussion, reader, client):
    for place in ("하나", "둘", "셋"):
        say(discussion, reader, f"{place}째 말입니다.")
    Comment.objects.filter(source__startswith="하나").update(score_top=0.9)
    guarded(discussion, Guard.HOLD)
    assert texts(client.get(column.url).content) == ["하나", "셋", "둘"]


@pytest.mark.parametrize("step", Guard)
def test_readers_are_told_what_is_done_and_until_when(column, discussion, client, step):
    with freeze_time(NOW):
        guarded(discussion, step)
        page = client.get(column.url).content.decode()
    assert 'id="guard"' in page
    assert '<time datetime="2026-03-02T13:00:00+09:00">' in page


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_the_same_at_once_begin_it_once(shared_database: None, discussion: Discussion, moderator: User) -> None:
    def respond(_turn: int) -> bool:
        try:
            return surges.respond(Discussion.objects.get(pk=discussion.pk), Arrivals(99, newcomers=99), Guard.BOTH)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(respond, range(4))) == [False, False, False, True]
    assert actions() == ["protect"]
    assert Notice.objects.filter(kind="surge").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_moderator_and_the_clock_who_end_it_at_once_end_it_once(shared_database: None, discussion: Discussion, moderator: User) -> None:
    guarded(discussion, minutes=-1)

    def end(by: User | None) -> bool:
        try:
            return guarding.end(Discussion.objects.get(pk=discussion.pk), by=by) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(end, [None, moderator, None, moderator])) == 1
    assert actions() == ["protect", "unprotect"]
