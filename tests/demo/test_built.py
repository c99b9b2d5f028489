"""The demo as it stands: whole, consistent, and what it promises to show."""

import hashlib
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Notice, User
from comments.models import Comment, Decision, Discussion, Report, State
from demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, PROFESSIONAL

pytestmark = pytest.mark.django_db


def rows() -> dict[str, str]:
    """A digest of every table, as the database holds it."""
    digests = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608
            found = [tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row) for row in cursor.fetchall()]
            digests[table] = f"{len(found)} {hashlib.sha256(repr(found).encode()).hexdigest()}"
    return digests


def test_building_twice_changes_nothing(demo, capsys):
    before = rows()
    call_command("build_demo")
    assert rows() == before
    assert "already here" in capsys.readouterr().out


def test_every_reply_and_every_decision_comes_after_what_it_answers(demo):
    replies = Comment.objects.exclude(parent=None).select_related("parent")
    assert all(reply.created_at > reply.parent.created_at for reply in replies)
    assert all(reply.parent.published_at <= reply.created_at for reply in replies)
    times = list(Decision.objects.order_by("number").values_list("made_at", flat=True))
    assert times == sorted(times)


def test_the_counts_are_those_of_the_comments(demo):
    for discussion in Discussion.objects.all():
        published = discussion.comments.published()
        worn = Counter((comment.profession_id, comment.credential_id is not None) for comment in published)
        tallies = {(tally.profession_id, tally.verified): tally.count for tally in discussion.tallies.all() if tally.count}
        assert discussion.comment_count == len(published)
        assert tallies == dict(worn)


def test_the_ledger_can_be_checked_from_its_first_link_to_its_last(demo):
    previous = "0" * 64
    for decision in Decision.objects.order_by("number"):
        assert decision.previous == previous
        assert decision.digest == decision.computed_digest()
        previous = decision.digest


def test_the_queue_has_something_waiting_and_something_reported_and_a_quarrel_was_decided(demo):
    assert Comment.objects.waiting().count() >= 3
    assert Report.objects.open().count() >= 2
    taken_down = Comment.objects.filter(state=State.REJECTED, published_at__isnull=False)
    quarrel = [comment for comment in taken_down if comment.parent and comment.parent.state == State.REJECTED]
    assert quarrel
    decision = quarrel[0].decisions.first()
    assert decision.rule
    assert decision.reason
    assert decision.actor.email == "moderator@example.org"


def test_there_is_a_comment_in_each_state_that_a_reader_can_meet(demo):
    assert set(Comment.objects.values_list("state", flat=True)) >= {State.PUBLISHED, State.PENDING, State.REJECTED, State.REMOVED}


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.group)
def test_each_demo_account_can_log_in_and_has_given_its_consent(demo, client, account):
    user = User.objects.get(email=account.email)
    assert user.check_password(DEMO_PASSWORD)
    assert user.emailaddress_set.filter(verified=True, primary=True, email=account.email).exists()
    assert set(user.consents.values_list("kind", flat=True)) - {"evidence"} == {"age", "terms", "privacy"}
    assert set(user.groups.values_list("name", flat=True)) == {"Readers", account.group}


def test_the_verified_professional_is_a_lawyer_who_has_spoken(demo):
    lawyer = User.objects.get(handle=PROFESSIONAL.handle)
    assert lawyer.standing().verified
    assert lawyer.comments.published().filter(profession__slug="lawyer", credential__isnull=False).exists()


def test_nobody_else_can_log_in(demo):
    others = User.objects.exclude(email__in=[account.email for account in DEMO_ACCOUNTS])
    assert not any(user.has_usable_password() for user in others)


def test_no_mail_waits_to_be_sent(demo):
    assert Notice.objects.exists()
    assert not Notice.objects.to_mail().exists()


def test_the_clock_runs_on_after_the_build(demo):
    assert (timezone.now() - demo.now).total_seconds() > 0
