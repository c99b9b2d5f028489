"""Ten seconds in which a moderator can undo: it holds at once, an undo is another row, and nobody is told before they are over."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone
from freezegun import freeze_time

from accounts.models import Notice, User
from comments.models import Action, Comment, Decision, Discussion, Follow, Report, Rule, State
from comments.transitions import AlreadyDecided
from comments.undoing import TooLate, undo
from comments.verification import verify
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seconds():
    with override_settings(COMMENTS_UNDO_SECONDS=10):
        yield


@pytest.fixture
def waiting(discussion: Discussion, reader: User) -> Comment:
    return say(discussion, reader, state=State.PENDING)


def later(seconds: int):
    return freeze_time(timezone.now() + timedelta(seconds=seconds))


def test_an_approval_is_undone_as_if_it_had_never_arrived(waiting: Comment, moderator: User) -> None:
    decision = waiting.publish(by=moderator)
    assert waiting.discussion.comment_count + 1 == Discussion.objects.get(pk=waiting.discussion_id).comment_count
    row = undo(decision, by=moderator)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.published_at) == (State.PENDING, None)
    assert Discussion.objects.get(pk=waiting.discussion_id).comment_count == 0
    assert (row.action, row.earlier, row.from_state, row.to_state, row.actor) == (Action.UNDO, decision, "published", "pending", moderator)
    assert verify() == 2


@pytest.mark.parametrize("verb", ["reject", "mark_spam"])
def test_a_refusal_is_undone_before_the_author_has_heard_of_it(waiting: Comment, moderator: User, abuse: Rule, verb: str) -> None:
    decision = getattr(waiting, verb)(by=moderator, rule=abuse, reason="사람을 비난합니다.")
    assert "비난" not in log_in(waiting.author).get("/accounts/inbox/").content.decode()
    undo(decision, by=moderator)
    waiting.refresh_from_db()
    assert waiting.state == State.PENDING
    with later(11):
        assert not Notice.objects.of(waiting.author).exists()
        assert mail.outbox == []


def test_what_stands_is_told_when_the_seconds_are_over(waiting: Comment, moderator: User, abuse: Rule) -> None:
    waiting.reject(by=moderator, rule=abuse, reason="사람을 비난합니다.")
    page = log_in(waiting.author)
    assert page.get("/accounts/inbox/").context["told"] == []
    with later(11):
        assert len(page.get("/accounts/inbox/").context["told"]) == 1


def test_a_take_down_is_undone_with_its_answers_to_reports(
    discussion: Discussion, reader: User, lawyer: User, moderator: User, abuse: Rule
) -> None:
    comment = say(discussion, reader)
    published_at = comment.published_at
    report = Report.file(comment, by=lawyer, rule=abuse)
    undo(comment.reject(by=moderator, rule=abuse, reason="욕설입니다."), by=moderator)
    comment.refresh_from_db()
    report.refresh_from_db()
    assert (comment.state, comment.published_at, report.decision) == (State.PUBLISHED, published_at, None)
    assert not Notice.objects.of(lawyer).exists()
    assert Discussion.objects.get(pk=discussion.pk).comment_count == 1


def test_keeping_is_undone_and_the_reports_are_open_again(
    discussion: Discussion, reader: User, lawyer: User, moderator: User, abuse: Rule
) -> None:
    comment = say(discussion, reader)
    Report.file(comment, by=lawyer, rule=abuse)
    undo(comment.keep(by=moderator), by=moderator)
    assert Report.objects.open().filter(comment=comment).count() == 1
    assert Comment.objects.get(pk=comment.pk).state == State.PUBLISHED


def test_a_changed_comment_that_was_public_before_stays_one_that_was(discussion: Discussion, reader: User, moderator: User) -> None:
    comment = say(discussion, reader)
    Comment.objects.filter(pk=comment.pk).update(published_at=timezone.now() - timedelta(hours=1))
    comment = Comment.objects.get(pk=comment.pk)
    comment.reject(by=moderator, rule=Rule.objects.first(), reason="고쳐 주세요.")
    undo(comment.publish(by=moderator), by=moderator)
    assert Comment.objects.get(pk=comment.pk).was_public


def test_after_the_seconds_nothing_is_undone(waiting: Comment, moderator: User) -> None:
    decision = waiting.publish(by=moderator)
    with later(11), pytest.raises(TooLate):
        undo(decision, by=moderator)
    assert Comment.objects.get(pk=waiting.pk).state == State.PUBLISHED
    assert Decision.objects.count() == 1


def test_nobody_undoes_what_another_decided(waiting: Comment, moderator: User, other_moderator: User) -> None:
    decision = waiting.publish(by=moderator)
    with pytest.raises(ValueError, match="own decision"):
        undo(decision, by=other_moderator)


def test_what_was_decided_or_done_since_is_not_undone_over_it(
    waiting: Comment, moderator: User, other_moderator: User, abuse: Rule
) -> None:
    decision = waiting.publish(by=moderator)
    Comment.objects.get(pk=waiting.pk).reject(by=other_moderator, rule=abuse, reason="다시 보니 욕설입니다.")
    with pytest.raises(AlreadyDecided):
        undo(Decision.objects.get(pk=decision.pk), by=moderator)
    assert Comment.objects.get(pk=waiting.pk).state == State.REJECTED


def test_nothing_is_undone_twice(waiting: Comment, moderator: User) -> None:
    decision = waiting.publish(by=moderator)
    undo(decision, by=moderator)
    with pytest.raises(AlreadyDecided):
        undo(Decision.objects.get(pk=decision.pk), by=moderator)


def test_who_took_it_back_meanwhile_keeps_the_last_word(waiting: Comment, moderator: User) -> None:
    decision = waiting.publish(by=moderator)
    Comment.objects.get(pk=waiting.pk).remove(by=waiting.author)
    with pytest.raises(AlreadyDecided):
        undo(Decision.objects.select_related("comment__discussion").get(pk=decision.pk), by=moderator)
    assert Comment.objects.get(pk=waiting.pk).state == State.REMOVED


def test_who_was_answered_hears_of_it_only_when_it_stands(discussion: Discussion, reader: User, lawyer: User, moderator: User) -> None:
    first = say(discussion, lawyer)
    answer = say(discussion, reader, parent=first, state=State.PENDING)
    decision = answer.publish(by=moderator)
    undo(decision, by=moderator)
    with later(11):
        assert not Notice.objects.of(lawyer).exists()
    Comment.objects.get(pk=answer.pk).publish(by=moderator)
    assert Notice.objects.of(lawyer).told_by(timezone.now()).count() == 0
    with later(11):
        assert Notice.objects.of(lawyer).told_by(timezone.now()).count() == 1


def test_a_stranger_who_reported_is_not_written_to_before(discussion: Discussion, reader: User, moderator: User, abuse: Rule) -> None:
    comment = say(discussion, reader)
    Report.file_unnamed(comment, email="stranger@example.org", rule=abuse, language="ko")
    comment.keep(by=moderator)
    assert not Report.objects.to_answer().exists()
    with later(11):
        assert Report.objects.to_answer().count() == 1


def test_followers_are_told_after_the_seconds(waiting: Comment, moderator: User, lawyer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from comments import tasks

    Follow.objects.create(member=lawyer, discussion=waiting.discussion)
    asked: list[int] = []
    monkeypatch.setattr(tasks, "in_seconds", lambda job, after: asked.append(after) or type("Later", (), {"enqueue": lambda *_: None}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda call, **_: call())
        waiting.publish(by=moderator)
    assert asked == [10]
