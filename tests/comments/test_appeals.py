"""Appeals through the door: who may contest what and until when, who answers, and what comes back."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone, translation
from freezegun import freeze_time

from accounts.models import Notice, User
from accounts.notices import tell_all
from comments.appealing import AlreadyAnswered, NotContestable, NotYourAppeal
from comments.contesting import CONTESTABLE, Barrier, barrier
from comments.models import Action, Appeal, Comment, Decision, Discussion, Report, Rule, Sanction, State
from tests.cast import make_member, say

pytestmark = pytest.mark.django_db
TOLD, WORDS, ANSWER = "사람이 아니라 주장에 답해 주세요.", "저는 주장에 답했습니다.", "다시 읽어 보니 주장에 답한 글입니다."


@pytest.fixture
def rejected(discussion: Discussion, reader: User, moderator: User, abuse: Rule) -> Decision:
    return say(discussion, reader, state=State.PENDING).reject(by=moderator, rule=abuse, reason=TOLD, facts="둘째 문장")


@pytest.fixture
def taken_down(discussion: Discussion, reader: User, moderator: User, abuse: Rule) -> Decision:
    return say(discussion, reader).reject(by=moderator, rule=abuse, reason=TOLD)


def told_to(member: User, kind: str) -> Any:
    with translation.override("en"):
        [told] = tell_all(Notice.objects.filter(recipient=member, kind=kind))
    return told


def row(action: Action, comment: Comment, by: User, **more: Any) -> Decision:
    """A decision as somebody else's door might record it."""
    return Decision.record(action=action, from_state=comment.state, to_state=comment.state, by=by, comment=comment, **more)


@pytest.mark.parametrize("action", list(Action))
def test_what_goes_against_somebody_can_be_contested_and_nothing_else(discussion, reader, moderator, action):
    decision = row(action, say(discussion, reader), moderator)
    against = {"reject", "spam", "take_down", "warn", "suspend", "ban", "blind", "erase"}
    assert (barrier(decision, reader) is None) == (action.value in against)
    assert (action in CONTESTABLE) == (action.value in against)


def test_an_appeal_has_a_clock_from_the_first_day(rejected, reader, settings):
    settings.COMMENTS_APPEAL_HOURS = 48
    appeal = Appeal.file(rejected, by=reader, words=WORDS)
    assert appeal.due_at - appeal.opened_at == timedelta(hours=48)
    assert (appeal.is_open, appeal.is_late) == (True, False)


def test_only_whom_it_concerns_contests_a_decision(rejected, translator, moderator):
    for other in (translator, moderator):
        with pytest.raises(NotContestable) as refusal:
            Appeal.file(rejected, by=other, words=WORDS)
        assert refusal.value.why == Barrier.OTHERS


def test_a_decision_is_contested_once(rejected, reader, other_moderator):
    Appeal.file(rejected, by=reader, words=WORDS)
    with pytest.raises(NotContestable) as refusal:
        Appeal.file(rejected, by=reader, words="또")
    assert refusal.value.why == Barrier.ALREADY
    assert Appeal.objects.get().words == WORDS


def test_the_window_closes_after_so_many_days(rejected, reader, settings):
    settings.COMMENTS_APPEAL_DAYS = 30
    with freeze_time(rejected.made_at + timedelta(days=30, seconds=1)):
        with pytest.raises(NotContestable) as refusal:
            Appeal.file(rejected, by=reader, words=WORDS)
        assert refusal.value.why == Barrier.LATE
    with freeze_time(rejected.made_at + timedelta(days=29, hours=23)):
        assert Appeal.file(rejected, by=reader, words=WORDS).is_open


@pytest.mark.parametrize("verb", ["uphold", "reverse"])
def test_there_is_no_appeal_of_an_appeal(rejected, reader, other_moderator, verb):
    answer = getattr(Appeal.file(rejected, by=reader, words=WORDS), verb)(by=other_moderator, reason=ANSWER)
    with pytest.raises(NotContestable) as refusal:
        Appeal.file(answer, by=reader, words=WORDS)
    assert refusal.value.why == Barrier.KIND


def test_what_was_taken_back_cannot_be_contested(rejected, reader, moderator):
    row(Action.UNDO, rejected.comment, moderator, earlier=rejected)
    with pytest.raises(NotContestable) as refusal:
        Appeal.file(rejected, by=reader, words=WORDS)
    assert refusal.value.why == Barrier.TAKEN_BACK


@pytest.mark.parametrize("verb", ["uphold", "reverse"])
def test_who_decided_first_and_whom_it_concerns_do_not_answer(rejected, reader, moderator, verb):
    appeal = Appeal.file(rejected, by=reader, words=WORDS)
    for somebody in (moderator, reader):
        User.objects.filter(pk=somebody.pk).update(is_superuser=True)
        with pytest.raises(NotYourAppeal):
            getattr(appeal, verb)(by=User.objects.get(pk=somebody.pk), reason=ANSWER)
    assert Appeal.objects.get().is_open
    assert Decision.objects.count() == 1


def test_anybody_answers_what_a_rule_decided(discussion, reader, moderator):
    decision = Decision.record(action=Action.REJECT, from_state="pending", to_state="rejected", by=None, comment=say(discussion, reader))
    assert Appeal.file(decision, by=reader, words=WORDS).uphold(by=moderator, reason=ANSWER).action == Action.UPHOLD


def test_reversed_the_comment_is_published_for_the_first_time_and_whom_it_answers_is_told(
    discussion, translator, reader, moderator, other_moderator, abuse
):
    parent = say(discussion, translator)
    decision = say(discussion, reader, parent=parent, state=State.PENDING).reject(by=moderator, rule=abuse, reason=TOLD)
    answer = Appeal.file(decision, by=reader, words=WORDS).reverse(by=other_moderator, reason=ANSWER)
    comment = Comment.objects.get(pk=decision.comment_id)
    assert (comment.state, comment.was_public) == (State.PUBLISHED, True)
    assert (answer.action, answer.from_state, answer.to_state, answer.earlier) == (Action.REVERSE, "rejected", "published", decision)
    assert Discussion.objects.get().comment_count == 2
    assert Notice.objects.filter(recipient=translator, kind="reply").count() == 1


@pytest.mark.parametrize("verb", ["reject", "mark_spam"])
def test_reversed_a_comment_that_stood_comes_back_to_its_place_and_its_counts(discussion, reader, moderator, other_moderator, abuse, verb):
    comment = say(discussion, reader)
    decision = getattr(comment, verb)(by=moderator, rule=abuse, reason=TOLD)
    assert Discussion.objects.get().comment_count == 0
    Appeal.file(decision, by=reader, words=WORDS).reverse(by=other_moderator, reason=ANSWER)
    assert Comment.objects.get().state == State.PUBLISHED
    assert (Discussion.objects.get().comment_count, Discussion.objects.get().arrivals) == (1, 1)


def test_reversed_a_blinded_comment_comes_back_whoever_blinded_it(discussion, reader, moderator, other_moderator):
    comment = say(discussion, reader)
    Comment.objects.update(state=State.BLINDED)
    Discussion.objects.update(comment_count=1)
    decision = Decision.record(action=Action.BLIND, from_state="published", to_state="blinded", by=moderator, comment=comment)
    Appeal.file(decision, by=reader, words=WORDS).reverse(by=other_moderator, reason=ANSWER)
    assert Comment.objects.get().state == State.PUBLISHED


def test_upheld_nothing_moves_and_the_ledger_says_so(taken_down, reader, other_moderator):
    answer = Appeal.file(taken_down, by=reader, words=WORDS).uphold(by=other_moderator, reason=ANSWER)
    assert (answer.action, answer.from_state, answer.to_state, answer.rule_key) == (Action.UPHOLD, "rejected", "rejected", "abuse")
    assert Comment.objects.get().state == State.REJECTED


def test_what_its_author_deleted_meanwhile_stays_deleted_and_the_reversal_is_recorded(taken_down, reader, other_moderator):
    appeal = Appeal.file(taken_down, by=reader, words=WORDS)
    Comment.objects.get().remove(by=reader)
    answer = appeal.reverse(by=other_moderator, reason=ANSWER)
    assert Comment.objects.get().state == State.REMOVED
    assert (answer.action, answer.from_state, answer.to_state) == (Action.REVERSE, "removed", "removed")
    assert Discussion.objects.get().comment_count == 0
    assert "could not be put back" in told_to(reader, "appeal_reversed").body


def test_what_was_erased_stays_erased(discussion, reader, moderator, other_moderator):
    comment = say(discussion, reader)
    Comment.objects.update(state=State.ERASED, source="", html="")
    decision = Decision.record(action=Action.ERASE, from_state="blinded", to_state="erased", by=moderator, comment=comment)
    Appeal.file(decision, by=reader, words=WORDS).reverse(by=other_moderator, reason=ANSWER)
    assert Comment.objects.get().state == State.ERASED


def test_a_later_decision_is_not_swept_away_with_the_first(taken_down, reader, moderator, other_moderator, abuse):
    appeal = Appeal.file(taken_down, by=reader, words=WORDS)
    comment = Comment.objects.get()
    comment.publish(by=moderator)
    comment.reject(by=moderator, rule=abuse, reason="이번에는 다른 까닭입니다.")
    appeal.reverse(by=other_moderator, reason=ANSWER)
    assert Comment.objects.get().state == State.REJECTED


def test_who_reported_it_is_told_that_it_is_back(discussion, reader, lawyer, moderator, other_moderator, abuse):
    comment = say(discussion, reader)
    Report.file(comment, by=lawyer, rule=abuse)
    decision = comment.reject(by=moderator, rule=abuse, reason=TOLD)
    Notice.objects.all().delete()
    Appeal.file(decision, by=reader, words=WORDS).reverse(by=other_moderator, reason=ANSWER)
    assert "put the comment back" in told_to(lawyer, "report_answered").body


@pytest.mark.parametrize(("verb", "kind"), [("uphold", "appeal_upheld"), ("reverse", "appeal_reversed")])
def test_the_member_is_told_the_words_of_both(rejected, reader, other_moderator, verb, kind):
    getattr(Appeal.file(rejected, by=reader, words=WORDS), verb)(by=other_moderator, reason=ANSWER, facts="댓글 전체")
    told = told_to(reader, kind)
    for words in (TOLD, ANSWER, "댓글 전체", rejected.comment.discussion.page.title):
        assert words in told.body
    assert told.url.endswith(f"/comments/decisions/{rejected.number}/")


def test_the_second_moderator_is_told_that_it_was_answered(rejected, reader, other_moderator):
    appeal, stale = Appeal.file(rejected, by=reader, words=WORDS), Appeal.objects.select_related("appealed").get()
    appeal.uphold(by=other_moderator, reason=ANSWER)
    with pytest.raises(AlreadyAnswered) as late:
        stale.reverse(by=make_member("third", "셋째", group="Moderators"), reason=ANSWER)
    assert late.value.appeal.outcome == Appeal.Outcome.UPHELD
    assert Decision.objects.filter(action=Action.REVERSE).count() == 0


@pytest.mark.parametrize("words", ["", " \n"])
def test_neither_an_appeal_nor_its_answer_is_wordless(rejected, reader, other_moderator, words):
    with pytest.raises(ValueError, match="words"):
        Appeal.file(rejected, by=reader, words=words)
    appeal = Appeal.file(rejected, by=reader, words=WORDS)
    with pytest.raises(ValueError, match="reason"):
        appeal.uphold(by=other_moderator, reason=words)


def test_reversing_a_suspension_ends_it_and_it_no_longer_counts(reader, moderator, other_moderator, abuse):
    sanction = Sanction.impose("suspension", reader, by=moderator, rule=abuse, reason=TOLD, days=7)
    answer = Appeal.file(sanction.decision, by=reader, words=WORDS).reverse(by=other_moderator, reason=ANSWER)
    sanction.refresh_from_db()
    assert not sanction.is_stopping
    assert (sanction.lifted_by, answer.member, answer.comment) == (answer, reader, None)


def test_the_appeals_of_who_leaves_for_good_are_withdrawn_without_their_words(rejected, reader, other_moderator):
    from comments.leaving import withdraw_appeals

    appeal = Appeal.file(rejected, by=reader, words=WORDS)
    withdraw_appeals(reader)
    now = Appeal.objects.get()
    assert (now.is_open, now.words, now.outcome) == (False, "", Appeal.Outcome.WITHDRAWN)
    with pytest.raises(AlreadyAnswered):
        appeal.uphold(by=other_moderator, reason=ANSWER)


@pytest.mark.django_db(transaction=True)
def test_two_moderators_in_the_same_second_one_answers(shared_database, rejected, reader, other_moderator):
    third = make_member("third", "셋째", group="Moderators")
    number = Appeal.file(rejected, by=reader, words=WORDS).pk
    start, outcomes = threading.Barrier(2), []

    def act(verb: str, by: User) -> None:
        appeal = Appeal.objects.select_related("appealed__comment__discussion__page").get(pk=number)
        start.wait()
        try:
            outcomes.append(getattr(appeal, verb)(by=by, reason=ANSWER).action)
        except AlreadyAnswered:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=case) for case in (("uphold", other_moderator), ("reverse", third))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) in (["late", "reverse"], ["late", "uphold"])
    assert Decision.objects.filter(earlier=rejected).count() == 1
    assert Appeal.objects.get().decision == Decision.objects.get(earlier=rejected)


def test_late_is_late(rejected, reader):
    appeal = Appeal.file(rejected, by=reader, words=WORDS)
    Appeal.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    appeal.refresh_from_db()
    assert appeal.is_late
