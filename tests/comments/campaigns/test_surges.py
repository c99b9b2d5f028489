"""What is a surge and what is not; and one that is played through."""

import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override
from freezegun import freeze_time

from accounts.models import Notice, User
from accounts.notices import tell_all
from comments.campaigns import surges
from comments.campaigns.surges import Arrivals, arrived, look
from comments.models import Comment, Decision, Discussion, Guard, State
from tests.cast import log_in, make_column, make_member, say

pytestmark = pytest.mark.django_db
NOW = "2026-03-02T03:00:00Z"


@pytest.fixture(autouse=True)
def _small(settings):
    settings.SURGE_COMMENTS, settings.SURGE_TIMES, settings.SURGE_NEWCOMERS, settings.SURGE_FROM_NETWORK = 8, 4, 4, 4
    settings.CAPS_BY_MEMBER = settings.CAPS_BY_NETWORK = {}
    settings.COMMENTS_PER_TEN_MINUTES = 1000


@pytest.mark.parametrize(
    ("what", "arrivals", "step"),
    [
        ("nothing", Arrivals(0), None),
        ("fewer than anybody would call many", Arrivals(7), None),
        ("many where nothing is usual", Arrivals(8), Guard.ORDER),
        ("many, and usual here", Arrivals(8, here=3), None),
        ("many, and usual elsewhere", Arrivals(8, elsewhere=3), None),
        ("just as many times what is usual", Arrivals(12, here=3, elsewhere=2), Guard.ORDER),
        ("one fewer than that", Arrivals(11, here=3), None),
        ("half are newcomers", Arrivals(8, newcomers=4), Guard.BOTH),
        ("fewer than half are", Arrivals(9, newcomers=4), Guard.ORDER),
        ("all are, and they are few", Arrivals(3, newcomers=3), None),
        ("all are, where many are usual", Arrivals(8, newcomers=8, here=5), Guard.BOTH),
        ("half come from one network", Arrivals(8, network=4), Guard.BOTH),
        ("fewer than half do", Arrivals(9, network=4, here=5), None),
    ],
)
def test_what_calls_for_which_step(what, arrivals, step):
    assert arrivals.step == step, what


@pytest.mark.parametrize("off", ["SURGE_COMMENTS", "SURGE_NEWCOMERS", "SURGE_FROM_NETWORK"])
def test_each_sign_can_be_switched_off(settings, off):
    signs = {
        "SURGE_COMMENTS": Arrivals(50),
        "SURGE_NEWCOMERS": Arrivals(6, newcomers=6),
        "SURGE_FROM_NETWORK": Arrivals(6, network=6),
    }
    for name, arrivals in signs.items():
        assert arrivals.step is not None, name
    setattr(settings, off, 0)
    assert [name for name, arrivals in signs.items() if arrivals.step is None] == [off]


def said(discussion: Discussion, author: User, minutes_ago: float, times: int = 1) -> None:
    for _ in range(times):
        comment = say(discussion, author, "말입니다.")
        Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(minutes=minutes_ago))


def test_what_is_usual_is_learnt_here_and_elsewhere_of_the_last_week(discussion, columns, columnist, reader, lawyer):
    User.objects.filter(pk=reader.pk).update(date_joined=timezone.now() - timedelta(days=100))
    busy = Discussion.for_writing(make_column(columns, columnist, "붐비는 칼럼"))
    said(discussion, reader, 8 * 24 * 60, 9)  # forgotten elsewhere; here it is part of what is usual
    said(busy, reader, 8 * 24 * 60, 9)
    said(busy, reader, 45, 6)
    said(busy, reader, 5, 7)  # goes on now, and tells nothing of what is usual
    for minutes in (25, 35):
        said(discussion, reader, minutes, 2)
    said(discussion, reader, 5, 3)
    said(discussion, lawyer, 1, 2)
    assert arrived(discussion, 4) == Arrivals(now=5, newcomers=2, network=4, here=2, elsewhere=6)


def test_looking_asks_two_things_however_much_there_is(discussion, reader, django_assert_num_queries):
    said(discussion, reader, 3, 4)
    with django_assert_num_queries(2):
        arrived(discussion, 0)


def storm(discussion: Discussion, times: int, address: str = "203.0.113.{}", text: str = "{}번째 외침입니다.") -> list[Any]:
    """So many members who joined today say one thing each, from neighbouring addresses."""
    answers = []
    for place in range(times):
        member = User.objects.filter(handle=f"storm-{place}").first() or make_member(f"storm-{place}", f"폭풍{place}")
        data = {"body": text.format(place), "key": uuid.uuid4()}
        answers.append(log_in(member).post(f"/comments/on/{discussion.page_id}/", data, REMOTE_ADDR=address.format(place)))
    return answers


def test_a_storm_of_newcomers_guards_the_column_tells_moderators_once_and_holds_the_next(
    settings, discussion, moderator, other_moderator, administrator, editor, reader
):
    settings.COMMENTS_HELD_FOR_NEWCOMERS, settings.SURGE_FROM_NETWORK = 0, 0
    assert {answer.status_code for answer in storm(discussion, 10)} == {302}
    discussion.refresh_from_db()
    assert discussion.guarded_by == Guard.BOTH
    decision = Decision.objects.get()
    assert (decision.action, decision.decider, decision.actor, decision.from_state, decision.to_state) == (
        "protect", "rule", None, "free", "both",
    )  # fmt: skip
    assert decision.until == discussion.guarded_until
    assert decision.facts == "arrived=4 newcomers=4 network=0 usual=0 elsewhere=0"
    told = Notice.objects.filter(kind="surge")
    assert set(told.values_list("recipient", flat=True)) == {moderator.pk, other_moderator.pk, administrator.pk}
    assert told.count() == 3
    states = Comment.objects.order_by("pk").values_list("state", "held_because")
    assert set(states[:4]) == {(State.PUBLISHED, "")}
    assert set(states[4:]) == {(State.PENDING, "guarded")}


def test_a_storm_from_one_network_is_one_though_its_members_have_been_here_for_long(settings, discussion, moderator):
    settings.SURGE_COMMENTS = settings.SURGE_NEWCOMERS = 0
    storm(discussion, 3)
    User.objects.update(date_joined=timezone.now() - timedelta(days=400))
    storm(discussion, 3, address="198.51.{}.1")
    discussion.refresh_from_db()
    assert not discussion.guard
    storm(discussion, 3)
    discussion.refresh_from_db()
    assert discussion.guarded_by == Guard.BOTH
    assert "network=4" in Decision.objects.get().facts or "network=5" in Decision.objects.get().facts


def test_ordinary_talk_enqueues_nothing(settings, discussion, monkeypatch):
    asked = []
    monkeypatch.setattr("comments.tasks.look_for_surge", SimpleNamespace(enqueue=lambda *args: asked.append(args)))
    storm(discussion, 3)
    assert not asked
    storm(discussion, 4, text="{}번째 또 다른 말입니다.")
    assert asked == [(discussion.pk, 4)]  # by the fourth from one network; those within the same minute were looked for with it


def test_a_queue_that_cannot_be_reached_costs_nobody_their_comment(discussion, monkeypatch, caplog):
    def broken(*_args: object) -> None:
        raise OSError("no queue")

    monkeypatch.setattr("comments.tasks.look_for_surge", SimpleNamespace(enqueue=broken))
    assert {answer.status_code for answer in storm(discussion, 5)} == {302}
    assert "no queue" in caplog.text


def test_where_nothing_is_to_be_done_by_itself_moderators_are_told_once_an_hour(settings, discussion, reader, moderator):
    settings.SURGE_GUARD_MINUTES = 0
    with freeze_time(NOW) as clock:
        said(discussion, reader, 1, 8)
        assert not any(look(discussion.pk) for _ in range(3))
        assert Notice.objects.filter(kind="surge").count() == 1
        clock.tick(3600)
        said(discussion, reader, 1, 40)
        look(discussion.pk)
        assert Notice.objects.filter(kind="surge").count() == 2
    discussion.refresh_from_db()
    assert not discussion.guard
    assert not Decision.objects.exists()


@pytest.mark.parametrize("state", ["closed", "unpublished", "guarded"])
def test_nothing_is_begun_where_nobody_can_speak_or_it_has_begun(discussion, reader, moderator, state):
    said(discussion, reader, 1, 8)
    if state == "closed":
        discussion.close(by=moderator)
    elif state == "unpublished":
        discussion.page.unpublish()
    else:
        assert look(discussion.pk)
    before = Decision.objects.count()
    assert not look(discussion.pk)
    assert Decision.objects.count() == before


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("step", [Guard.ORDER, Guard.BOTH, None])
def test_the_notice_says_the_numbers_and_what_was_done(settings, discussion, moderator, step, language):
    settings.SURGE_GUARD_MINUTES = 60 if step else 0
    with freeze_time(NOW):
        surges.respond(discussion, Arrivals(41, newcomers=20, network=17, here=3, elsewhere=6), step or Guard.ORDER)
    with override(language):
        [told] = tell_all([Notice.objects.get(recipient=moderator)])
    assert discussion.page.title in told.subject
    for number in ("41", "20", "17", "6"):
        assert number in told.body
    assert told.url == f"/cms/desk/discussions/{discussion.page_id}/"
    assert ("13" in told.body or "1 p.m." in told.body or "1:00" in told.body) == (step is not None)  # in Seoul
