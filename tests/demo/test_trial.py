"""The year before the demo's columns: something to report on in every quarter, by the site's own ledger."""

from datetime import timedelta

import pytest

from accounts.models import Notice
from comments.claims.appealed import case_of
from comments.models import Action, Appeal, Claim, Comment, Decision, Discussion, Outcome, PublishedHead, Report, Sanction, State
from comments.quarters import Quarter
from comments.verification import verify
from demo.trial import NAMES
from portal.transparency.report import computed, known_quarters

pytestmark = pytest.mark.django_db
A_MOMENT = timedelta(seconds=1)


def test_every_quarter_that_is_over_has_something_to_report(demo):
    over = [quarter for quarter in known_quarters() if quarter.is_over]
    assert len(over) >= 3
    for quarter in over[:-1]:
        report = computed(quarter)
        assert report.reports.received >= 10
        assert report.measures >= 3
        assert report.time_to_answer.middle
        assert report.holds


def test_appeals_claims_and_sanctions_were_decided(demo):
    kinds = set(Decision.objects.values_list("action", flat=True))
    assert kinds >= {Action.UPHOLD, Action.REVERSE, Action.BLIND, Action.UNBLIND, Action.WARN, Action.SUSPEND}
    for row in Decision.objects.filter(action__in=[Action.UPHOLD, Action.REVERSE]).select_related("earlier"):
        assert row.earlier.actor_id != row.actor_id
        assert row.earlier.number < row.number


def test_nothing_of_it_is_left_to_decide(demo):
    talk = Discussion.objects.get(page__slug=Discussion.objects.order_by("pk").first().page.slug)
    assert not Comment.objects.filter(discussion=talk, state__in=[State.PENDING, State.BLINDED]).exists()
    assert not Report.objects.open().filter(comment__discussion=talk).exists()


def test_digests_were_published_and_the_ledger_holds_with_them(demo):
    assert PublishedHead.objects.count() > 30
    assert verify() == Decision.objects.count()
    assert Quarter.of(PublishedHead.objects.last().published_at) < Quarter.of(demo.now)


def test_every_decision_was_made_by_its_verb(demo):
    """What a verb leaves beside the row of the ledger is there: appeals, cases, sanctions, notices; in the order of their times."""
    rows = list(Decision.objects.order_by("number").select_related("earlier"))
    assert [row.made_at for row in rows] == sorted(row.made_at for row in rows)
    for row in rows:
        if row.action in (Action.UPHOLD, Action.REVERSE):
            assert row.answered_appeal.appealed == row.earlier
            assert row.answered_appeal.closed_at - row.made_at < A_MOMENT
            assert row.answered_appeal.opened_at > row.earlier.made_at
        if row.action in (Action.WARN, Action.SUSPEND, Action.BAN):
            assert row.sanction.member_id == row.member_id
        if row.action in (Action.BLIND, Action.UNBLIND, Action.REFUSE):
            claim = case_of(row)
            assert claim is not None
            assert claim.opened_at < row.made_at
        if row.action in (Action.REJECT, Action.TAKE_DOWN, Action.PUBLISH):
            assert Notice.objects.filter(recipient=row.member_id, context__decision=row.number).exists()


def test_what_was_hidden_came_back_by_the_clock_and_nobody_waits_for_an_answer(demo):
    talk = Comment.objects.filter(author__handle__in=NAMES).first().discussion
    claims = Claim.objects.filter(comment__discussion=talk)
    assert claims.count() >= 2
    for claim in claims:
        assert (claim.outcome, claim.decision.action, claim.due_at) == (Outcome.ENDED, Action.UNBLIND, None)
        assert claim.reminded_at < claim.until <= claim.closed_at
    assert not Appeal.objects.open().filter(member__handle__in=NAMES).exists()
    assert not Sanction.objects.over_untold().exists()
