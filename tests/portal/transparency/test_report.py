"""The transparency report: figures that follow from what was done, and from nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client
from freezegun import freeze_time

from accounts.models import User
from comments.models import Action, Comment, Decision, Discussion, Report, Rule, State
from comments.quarters import Quarter
from portal.transparency.medians import Median
from portal.transparency.report import computed, known_quarters, report_of
from tests.cast import make_member, say

pytestmark = pytest.mark.django_db
SEOUL = ZoneInfo("Asia/Seoul")
SPRING = Quarter(2026, 2)
MAY = datetime(2026, 5, 6, 9, tzinfo=SEOUL)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with freeze_time(moment):
        yield


@pytest.fixture
def readers(db) -> list[User]:
    return [make_member(f"reader-{n}", f"독자{n}번") for n in range(6)]


@pytest.fixture
def spam(db) -> Rule:
    return Rule.objects.get(key="spam")


def complain(comment: Comment, rule: Rule, *by: User, at_minute: int = 0) -> None:
    with at(MAY + timedelta(minutes=at_minute)):
        for one in by:
            Report.file(comment, by=one, rule=rule)


def taken_down(comment: Comment, moderator: User, rule: Rule, *, after: int) -> Decision:
    with at(MAY + timedelta(minutes=after)):
        comment.refresh_from_db()
        return comment.reject(by=moderator, rule=rule, reason="표현을 거둬 주세요.")


@pytest.fixture
def comments(discussion: Discussion, translator: User) -> list[Comment]:
    with at(MAY - timedelta(days=1)):
        return [say(discussion, translator, f"현장에서 본 것 {n}") for n in range(6)]


def test_of_nothing_there_is_a_report_of_nothing(db):
    report = computed(SPRING)
    assert (report.written, report.reports.received, report.measures, report.appealed) == (0, 0, 0, 0)
    assert report.time_to_answer == report.time_to_review == Median(0, None)
    assert (report.lines, report.holds) == ([], [])


def test_a_site_on_which_nothing_has_been_said_has_a_page_too(home):
    page = Client().get("/transparency/")
    assert page.status_code == 200
    assert '<div class="stat"><b>–</b>' in page.content.decode()


def test_reports_are_counted_by_rule_with_those_that_led_to_a_measure(comments, readers, moderator, abuse, spam):
    complain(comments[0], abuse, *readers[:4])
    complain(comments[1], spam, *readers[:3])
    taken_down(comments[0], moderator, abuse, after=60)
    with at(MAY + timedelta(hours=2)):
        comments[1].refresh_from_db()
        comments[1].keep(by=moderator)
    report = computed(SPRING)
    assert [(line.rule, line.reports.received, line.reports.decided, line.reports.acted) for line in report.lines] == [
        (abuse.pk, 4, 4, 4),
        (spam.pk, 3, 3, 0),
    ]
    assert [(line.by_person, line.by_rule) for line in report.lines] == [(1, 0), (0, 0)]
    assert (report.reports.received, report.measures, report.written) == (7, 1, 6)


def test_a_rule_of_which_fewer_than_three_complained_stands_with_others(comments, readers, abuse, spam):
    complain(comments[0], abuse, *readers[:3])
    complain(comments[1], spam, *readers[:2])
    complain(comments[2], Rule.objects.get(key="hate"), readers[0])
    assert [(line.rule, line.reports.received) for line in computed(SPRING).lines] == [(abuse.pk, 3), (None, 3)]


def test_measures_without_a_rule_or_without_reports_are_not_lost(comments, moderator, abuse):
    taken_down(comments[0], moderator, abuse, after=1)
    with at(MAY):
        Decision.record(action=Action.BLIND, from_state="published", to_state="blinded", by=None, comment=comments[1])
    [pooled] = computed(SPRING).lines
    assert (pooled.rule, pooled.by_person, pooled.by_rule) == (None, 1, 1)


@pytest.mark.parametrize(
    ("waited", "middle"),
    [([10, 20, 30, 40, 50], 30), ([50, 10, 40, 20, 30, 60], 35), ([10, 20, 30, 40], None), ([7, 7, 7, 7, 1000], 7)],
)
def test_the_median_is_that_of_the_waiting_and_not_told_of_fewer_than_five(comments, readers, moderator, abuse, waited, middle):
    for minutes, reader in zip(waited, readers, strict=False):
        complain(comments[0], abuse, reader, at_minute=1000 - minutes)
    taken_down(comments[0], moderator, abuse, after=1000)
    report = computed(SPRING)
    expected = Median(len(waited), None if middle is None else timedelta(minutes=middle))
    assert report.time_to_answer == report.lines[0].median == expected
    [may] = [month for month in report.months if month.first.month == 5]
    assert may.median == expected


def test_a_report_that_nobody_decided_on_counts_and_has_no_time(comments, readers, abuse):
    complain(comments[0], abuse, *readers)
    report = computed(SPRING)
    assert (report.reports.received, report.reports.decided) == (6, 0)
    assert report.time_to_answer == Median(0, None)


def test_an_undone_decision_counts_for_nothing(comments, readers, moderator, abuse):
    complain(comments[0], abuse, *readers[:3])
    decision = taken_down(comments[0], moderator, abuse, after=5)
    with at(MAY + timedelta(minutes=6)):
        Decision.record(
            action=Action.UNDO, from_state="rejected", to_state="published", by=moderator, comment=comments[0], earlier=decision
        )
    report = computed(SPRING)
    assert (report.measures, report.reports.acted, report.decisions.total()) == (0, 0, 0)


def test_appeals_are_counted_by_the_rule_of_the_first_decision(comments, moderator, other_moderator, abuse, spam):
    for comment, rule, outcome in zip(comments, (abuse, abuse, spam), (Action.REVERSE, Action.UPHOLD, Action.UPHOLD), strict=False):
        first = taken_down(comment, moderator, rule, after=1)
        with at(MAY + timedelta(days=2)):
            Decision.record(action=outcome, from_state="rejected", to_state="rejected", by=other_moderator, comment=comment, earlier=first)
    report = computed(SPRING)
    assert report.appeals == {(abuse.pk, "reverse"): 1, (abuse.pk, "uphold"): 1, (spam.pk, "uphold"): 1}
    assert (report.appealed, report.made(Action.REVERSE)) == (3, 1)


def test_a_hold_was_right_where_the_comment_was_refused(discussion, readers, moderator, abuse):
    with at(MAY):
        held = [say(discussion, one, state=State.PENDING) for one in readers]
    with at(MAY + timedelta(minutes=30)):
        for one in held[:2]:
            one.reject(by=moderator, rule=abuse, reason="표현을 거둬 주세요.")
        for one in held[2:5]:
            one.publish(by=moderator)
    with at(MAY + timedelta(minutes=90)):  # what became of it later is another matter
        held[2].refresh_from_db()
        held[2].reject(by=moderator, rule=abuse, reason="표현을 거둬 주세요.")
    report = computed(SPRING)
    assert [(hold.why, hold.refused, hold.published, hold.undecided) for hold in report.holds] == [("newcomer", 2, 3, 1)]
    assert report.time_to_review == Median(5, timedelta(minutes=30))


def test_reasons_that_held_few_stand_together(discussion, readers):
    with at(MAY):
        for one in readers:
            say(discussion, one, state=State.PENDING)
    Comment.objects.filter(author=readers[0]).update(held_because="links")
    Comment.objects.filter(author=readers[1]).update(held_because="words: more")
    assert [(hold.why, hold.held) for hold in computed(SPRING).holds] == [("newcomer", 4), ("", 2)]


def test_sanctions_and_claims_are_counted_by_kind_and_decider(comments, reader, moderator, abuse):
    with at(MAY):
        for action in (Action.WARN, Action.SUSPEND, Action.SUSPEND, Action.BAN):
            Decision.record(action=action, from_state="", to_state="", by=moderator, member=reader, rule=abuse)
        Decision.record(action=Action.BLIND, from_state="published", to_state="blinded", by=moderator, comment=comments[0])
        Decision.record(action=Action.UNBLIND, from_state="blinded", to_state="published", by=None, comment=comments[0])
    report = computed(SPRING)
    assert (report.made(Action.WARN), report.made(Action.SUSPEND), report.made(Action.BAN)) == (1, 2, 1)
    assert (report.made_by(Action.BLIND, "person"), report.made_by(Action.UNBLIND, "rule")) == (1, 1)


def test_a_quarter_is_seouls(discussion, translator, readers, abuse):
    last, first = datetime(2026, 6, 30, 23, 59, 59, tzinfo=SEOUL), datetime(2026, 7, 1, tzinfo=SEOUL)
    for moment in (last, first):
        with at(moment):
            comment = say(discussion, translator)
            for one in readers[:3]:
                Report.file(comment, by=one, rule=abuse)
    for quarter in (SPRING, SPRING.next):
        report = computed(quarter)
        assert (report.written, report.reports.received) == (1, 3)
    with at(datetime(2026, 9, 1, tzinfo=SEOUL)):
        months = {month.first.month: month.reports.received for month in computed(SPRING.next).months}
    assert (months[6], months[7], len(months)) == (3, 3, 12)


def test_months_that_have_not_begun_are_not_drawn(db):
    with at(datetime(2026, 4, 15, tzinfo=SEOUL)):
        assert [month.first.isoformat() for month in computed(SPRING).months][-1] == "2026-04-01"


def test_there_is_a_report_for_every_quarter_since_the_first_word(discussion, translator):
    assert len(known_quarters()) == 1
    with at(datetime(2025, 12, 31, 23, tzinfo=SEOUL)):
        say(discussion, translator)
    with at(MAY):
        assert [str(quarter) for quarter in known_quarters()] == ["2026-q2", "2026-q1", "2025-q4"]


def test_figures_are_remembered_and_come_anew_of_themselves(comments, readers, abuse, django_assert_num_queries):
    report_of(SPRING)
    complain(comments[0], abuse, *readers)
    with django_assert_num_queries(0):
        assert report_of(SPRING).reports.received == 0
    cache.clear()
    assert report_of(SPRING).reports.received == 6


def test_it_asks_as_often_for_six_hundred_reports_as_for_six(comments, readers, moderator, abuse, django_assert_num_queries):
    complain(comments[0], abuse, *readers)
    taken_down(comments[0], moderator, abuse, after=90)
    with django_assert_num_queries(QUERIES):
        computed(SPRING)
    decision = Decision.objects.get()
    for number in range(99):
        decided = [
            Report(comment=comments[1], reporter=one, rule=abuse, created_at=MAY + timedelta(minutes=number % 80), decision=decision)
            for one in readers
        ]
        Report.objects.bulk_create(decided)
    with django_assert_num_queries(QUERIES):
        report = computed(SPRING)
    assert report.reports.received == 600
    assert report.time_to_answer.among == 600


QUERIES = 10  # comments; reports and medians by rule, by month; to answer; to review; decisions; appeals; holds
