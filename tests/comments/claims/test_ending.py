"""What is hidden comes back by itself: at its time, once, also where the site was down; and both sides hear of it before and after."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from freezegun import freeze_time

from accounts.models import Notice, User
from accounts.notices import tell
from comments import transitions
from comments.claims import deciding, ending
from comments.claims.deciding import ClaimDecided, TooLong
from comments.claims.mailing import retry_unsent, send, written
from comments.models import Claim, ClaimLetter, Comment, Decision, Discussion, Outcome, Rule, State, Tally
from comments.recounting import put_right
from portal.clock import JOBS, Clock
from tests.cast import say

from .conftest import REASON, WORDS, file

BROKEN = "tests.accounts.broken_mail.Backend"
Blind = Callable[..., Claim]
START = datetime(2026, 11, 2, 9, 0, tzinfo=timezone.get_fixed_timezone(540))


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(recipient=user, kind__startswith="claim_").order_by("pk").values_list("kind", flat=True))


def at(days: float) -> Any:
    return freeze_time(START + timedelta(days=days))


@pytest.fixture
def hidden(claim: Claim, blind: Blind) -> Claim:
    with at(0):
        return blind(claim)


def test_at_its_end_it_comes_back_by_itself_with_its_counts_and_both_are_told(hidden: Claim, said: Comment, discussion: Discussion) -> None:
    with at(29.99):
        assert ending.end_due() == 0
    with at(30.01):
        assert ending.end_due() == 1
    claim = Claim.objects.get()
    assert (Comment.objects.get(pk=said.pk).state, claim.outcome, claim.due_at) == (State.PUBLISHED, Outcome.ENDED, None)
    decision = claim.decision
    assert (decision.action, decision.actor, decision.decider, decision.from_state, decision.to_state) == (
        "unblind", None, "rule", "blinded", "published",
    )  # fmt: skip
    assert decision.earlier.action == "blind"
    discussion.refresh_from_db()
    assert (discussion.comment_count, Tally.objects.get(discussion=discussion, verified=True).count) == (1, 1)
    assert discussion.arrivals == 1
    assert not put_right(discussion)
    assert WORDS in Client().get(discussion.page.url).content.decode()
    assert told(said.author) == ["claim_blind", "claim_unblind"]
    assert claim.letters.last().kind == "unblind"


def test_an_end_that_falls_while_the_site_is_down_comes_once_with_the_true_time(hidden: Claim, said: Comment) -> None:
    with at(33):
        assert [ending.end_due(), ending.end_due()] == [1, 0]
    assert told(said.author).count("claim_unblind") == 1
    assert Decision.objects.filter(action="unblind").count() == 1
    letter = written(Claim.objects.get().letters.get(kind="unblind"))
    end, back = (f"2026년 12월 {day}일" for day in (2, 5))
    assert end in letter.body
    assert back in letter.body


def test_the_clock_ends_reminds_and_mails(hidden: Claim, said: Comment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.clock.close_old_connections", lambda: None)
    names = ("show again what", "remind of measures", "try again to mail what claimants")
    jobs = [job for job in JOBS if job.what.startswith(names)]
    assert len(jobs) == 3
    with at(26):
        Clock(jobs).tick()
    assert told(said.author)[-1] == "claim_ending"
    with at(31):
        Clock(jobs).tick()
    assert Comment.objects.get(pk=said.pk).is_public


def test_both_sides_and_staff_are_reminded_once_some_days_before(moderator: User, hidden: Claim, said: Comment) -> None:
    with at(24.9):
        assert ending.remind_due() == 0
    with at(25.1):
        assert [ending.remind_due(), ending.remind_due()] == [1, 0]
    assert told(said.author) == ["claim_blind", "claim_ending"]
    assert hidden.letters.last().kind == "ending"
    assert Notice.objects.filter(recipient=moderator, kind="claim_staff", context__step="ending").count() == 1
    assert Claim.objects.owed().get().due_at == hidden.until


def test_a_recorded_decision_keeps_it_from_coming_back(hidden: Claim, said: Comment, moderator: User, abuse: Rule) -> None:
    with at(29):
        deciding.erase(Claim.objects.get(), by=moderator, rule=abuse, reason=REASON)
    with at(31):
        assert ending.end_due() == 0
    assert Comment.objects.get(pk=said.pk).state == State.ERASED


def test_a_courts_order_keeps_it_hidden_for_longer_and_then_it_comes_back_all_the_same(
    hidden: Claim, said: Comment, other_moderator: User
) -> None:
    order = "서울중앙지방법원 2026카합1 결정"
    with at(29):
        with pytest.raises(TooLong):
            deciding.follow_order(hidden, by=other_moderator, order=order, until=timezone.now())
        decision = deciding.follow_order(Claim.objects.get(), by=other_moderator, order=order, until=START + timedelta(days=90))
    assert (decision.action, decision.reason, decision.until) == ("blind", order, START + timedelta(days=90))
    with at(31):
        assert ending.end_due() == 0
    assert Comment.objects.get(pk=said.pk).state == State.BLINDED
    assert told(said.author) == ["claim_blind", "claim_order"]
    with at(86):
        assert ending.remind_due() == 1
    with at(91):
        assert ending.end_due() == 1
    assert Comment.objects.get(pk=said.pk).is_public


def test_an_objection_that_nobody_answered_does_not_hold_it_back(hidden: Claim, said: Comment) -> None:
    from comments.claims import objecting

    with at(29.9):
        assert objecting.object_to(Claim.objects.get(), by=said.author, text="판결문에 있는 말입니다.")
    with at(30.1):
        assert ending.end_due() == 1
        assert not Claim.objects.owed().exists()


def test_of_two_who_end_it_one_does(hidden: Claim, moderator: User, other_moderator: User) -> None:
    late = Claim.objects.get()
    ending.lift(hidden, by=moderator, reason="다툼이 없습니다.")
    with pytest.raises(ClaimDecided):
        ending.lift(late, by=other_moderator, reason="다툼이 없습니다.")
    with at(31):
        assert ending.end_due() == 0
    assert Decision.objects.filter(action="unblind").count() == 1


def test_one_that_fails_keeps_no_other_from_ending(
    hidden: Claim, blind: Blind, discussion: Discussion, lawyer: User, caplog: pytest.LogCaptureFixture
) -> None:
    other = file(comment=say(discussion, lawyer, "또 하나"))
    with at(0):
        blind(other)
    real = transitions.unblind

    def fails_once(comment: Comment) -> None:
        if comment.pk == hidden.comment_id:
            raise RuntimeError
        real(comment)

    with at(31), patch("comments.claims.ending.transitions.unblind", fails_once), caplog.at_level(logging.ERROR):
        assert ending.end_due() == 1
    assert Claim.objects.get(pk=hidden.pk).outcome == Outcome.BLINDED
    assert Claim.objects.get(pk=other.pk).outcome == Outcome.ENDED
    with at(31):
        assert ending.end_due() == 1


def test_letters_that_could_not_go_out_are_tried_again_and_go_out_once(claim: Claim, settings: Any) -> None:
    settings.EMAIL_BACKEND = BROKEN
    [letter] = claim.letters.all()
    ClaimLetter.objects.update(sent_at=None, attempts=0)
    assert retry_unsent() == 0
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts) == (None, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    late = ClaimLetter.objects.get()
    mail.outbox.clear()
    assert [retry_unsent(), retry_unsent(), send(late)] == [1, 0, None]
    assert [one.to for one in mail.outbox] == [[claim.email]]


def test_one_address_that_takes_no_mail_stands_before_no_other(claim: Claim, settings: Any) -> None:
    ClaimLetter.objects.update(sent_at=None, attempts=7)
    fresh = ClaimLetter.objects.create(claim=claim, kind="gone", context={"page": "x"})
    mail.outbox.clear()
    assert retry_unsent(most=1) == 1
    fresh.refresh_from_db()
    assert fresh.sent_at


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_letter_and_notice_reads_well_in_either_language(claim: Claim, language: str) -> None:
    Claim.objects.update(language=language)
    context = {
        "page": "초벌", "is_page": False, "ground": "privacy", "until": "2026-12-02T00:00:00+00:00", "rule": "abuse", "reason": "까닭",
        "early": False, "hidden": False, "ended": "2026-12-03T00:00:00+00:00", "hours": 24, "step": "filed",
    }  # fmt: skip
    kinds = [path.name.removesuffix(".subject.txt") for path in Path("comments/templates/comments/letters/claims").glob("*.subject.txt")]
    assert len(kinds) == 12
    variants = ({}, {"early": True}, {"hidden": True}, {"appealed": True}, {"appealed": True, "hidden": True})
    for kind, about in [(kind, {**context, **more}) for kind in kinds for more in variants]:
        letter = written(ClaimLetter(claim=Claim.objects.get(), kind=kind, context=about)) if kind != "link" else None
        assert letter is None or (letter.subject.strip() and "{" not in letter.subject + letter.body)
    with override(language):
        for kind in [path.name.removesuffix(".subject.txt") for path in Path("comments/templates/notices").glob("claim_*.subject.txt")]:
            for more in ({}, {"is_page": True}, {"early": True}, {"hidden": True}, {"step": "objected"}, {"step": "ending"}):
                one = tell(Notice(kind=kind, context={**context, **more}), {}, {})
                assert one.subject
                assert "초벌" in one.subject
                assert "{" not in one.subject + one.body
