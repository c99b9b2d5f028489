"""The one door: the whole table of transitions, by compare-and-set, with everything that follows in the same transaction."""

import threading
from collections.abc import Callable
from functools import partial
from itertools import product

import pytest
from django.db import connection
from django.utils import timezone, translation

from accounts.models import Notice, User
from comments.models import Comment, Decision, Discussion, Report, Rule, State, Tally
from comments.models.states import TRANSITIONS
from comments.transitions import ACTIONS, AlreadyDecided, OwnComment, decide, keep, last_number, remove
from tests.cast import make_member, say

pytestmark = pytest.mark.django_db
TOLD = "사람이 아니라 주장에 답해 주세요."
# The table, said a second time in another way, so that neither is changed without a thought.
ALLOWED = {
    "pending": "published rejected spam removed erased",
    "published": "pending rejected spam blinded removed erased",
    "rejected": "pending published spam removed erased",
    "spam": "pending published rejected removed erased",
    "blinded": "published rejected removed erased",
    "removed": "",
    "erased": "",
}


def put(comment: Comment, state: State) -> Comment:
    """The comment in any state whatever, past the door."""
    public_once = state in (State.PUBLISHED, State.BLINDED)
    Comment.objects.filter(pk=comment.pk).update(state=state, published_at=timezone.now() if public_once else None)
    Discussion.objects.filter(pk=comment.discussion_id).update(comment_count=5)
    Tally.objects.update_or_create(discussion=comment.discussion, profession=None, verified=False, defaults={"count": 5})
    return Comment.objects.get(pk=comment.pk)


@pytest.fixture
def waiting(discussion: Discussion, reader: User) -> Comment:
    return say(discussion, reader, state=State.PENDING)


@pytest.fixture
def public(discussion: Discussion, reader: User) -> Comment:
    return say(discussion, reader)


def test_the_table_is_the_one_we_agreed_on():
    assert {key.value: set(to) for key, to in TRANSITIONS.items()} == {key: set(to.split()) for key, to in ALLOWED.items()}


@pytest.mark.parametrize(("was", "to"), list(product(State, ACTIONS)))
def test_a_decision_goes_where_the_table_allows_and_nowhere_else(waiting, moderator, abuse, was, to):
    comment = put(waiting, was)
    if to.value in ALLOWED[was.value].split():
        decision = decide(comment, to, by=moderator, rule=abuse, reason=TOLD)
        assert (decision.from_state, decision.to_state) == (was, to)
        assert Comment.objects.get(pk=comment.pk).state == to
    else:
        with pytest.raises(AlreadyDecided):
            decide(comment, to, by=moderator, rule=abuse, reason=TOLD)
        assert Comment.objects.get(pk=comment.pk).state == was
        assert not Decision.objects.exists()


@pytest.mark.parametrize("was", list(State))
def test_an_author_removes_from_wherever_the_table_allows(waiting, was):
    comment = put(waiting, was)
    if "removed" in ALLOWED[was.value].split():
        remove(comment, by=comment.author)
        now = Comment.objects.get(pk=comment.pk)
        assert (now.state, now.source, now.html) == (State.REMOVED, "", "")
        assert not Decision.objects.exists()
    else:
        with pytest.raises(AlreadyDecided):
            remove(comment, by=comment.author)
        assert Comment.objects.get(pk=comment.pk).state == was


@pytest.mark.parametrize(
    ("was", "once_public", "verb", "action"),
    [
        (State.PENDING, False, "publish", "publish"),
        (State.PENDING, False, "reject", "reject"),
        (State.PENDING, False, "mark_spam", "spam"),
        (State.PENDING, True, "publish", "publish"),
        (State.PENDING, True, "reject", "reject"),
        (State.PUBLISHED, True, "reject", "take_down"),
        (State.PUBLISHED, True, "mark_spam", "spam"),
        (State.REJECTED, True, "publish", "restore"),
        (State.REJECTED, False, "publish", "publish"),
        (State.BLINDED, True, "publish", "restore"),
    ],
)
def test_the_ledger_calls_the_decision_by_its_name(waiting, moderator, abuse, was, once_public, verb, action):
    comment = put(waiting, was)
    Comment.objects.filter(pk=comment.pk).update(published_at=timezone.now() if once_public else None)
    words = {} if verb == "publish" else {"rule": abuse, "reason": TOLD}
    assert getattr(comment, verb)(by=moderator, **words).action == action


def test_publishing_counts_once_and_taking_down_counts_back(discussion, lawyer, moderator, abuse):
    comment = say(discussion, lawyer, state=State.PENDING)
    tally = Tally.objects.filter(discussion=discussion, profession=lawyer.profession, verified=True)
    comment.publish(by=moderator)
    assert (Discussion.objects.get().comment_count, tally.get().count) == (1, 1)
    comment.reject(by=moderator, rule=abuse, reason=TOLD)
    assert (Discussion.objects.get().comment_count, tally.get().count) == (0, 0)
    comment.publish(by=moderator)
    assert (Discussion.objects.get().comment_count, tally.get().count) == (1, 1)


def test_a_reply_is_counted_on_the_top_of_its_thread(public, translator, moderator, abuse):
    reply = say(public.discussion, translator, parent=public, state=State.PENDING)
    reply.publish(by=moderator)
    assert Comment.objects.get(pk=public.pk).reply_count == 1
    reply.mark_spam(by=moderator, rule=abuse, reason=TOLD)
    assert Comment.objects.get(pk=public.pk).reply_count == 0


def test_the_moment_of_publishing_stays_when_it_is_taken_down_and_restored(waiting, moderator, abuse):
    waiting.publish(by=moderator)
    first = Comment.objects.get(pk=waiting.pk).published_at
    waiting.reject(by=moderator, rule=abuse, reason=TOLD)
    waiting.publish(by=moderator)
    assert Comment.objects.get(pk=waiting.pk).published_at == first


def test_every_decision_moves_the_version_that_pages_are_kept_by(waiting, moderator, abuse):
    before = Discussion.objects.get().version
    waiting.publish(by=moderator)
    between = Discussion.objects.get().version
    waiting.reject(by=moderator, rule=abuse, reason=TOLD)
    assert before < between < Discussion.objects.get().version


def test_nobody_decides_on_their_own_words(discussion, moderator, abuse):
    own = say(discussion, moderator)
    for act in (lambda: own.reject(by=moderator, rule=abuse, reason=TOLD), lambda: keep(own, by=moderator)):
        with pytest.raises(OwnComment):
            act()
    assert Comment.objects.get(pk=own.pk).is_public


@pytest.mark.parametrize(("rule", "reason"), [(None, TOLD), ("abuse", ""), ("abuse", "  ")])
def test_nothing_is_refused_without_a_rule_and_a_reason(waiting, moderator, rule, reason):
    rule = Rule.objects.get(key=rule) if rule else None
    for act in (waiting.reject, waiting.mark_spam):
        with pytest.raises(ValueError, match="a rule and a reason"):
            act(by=moderator, rule=rule, reason=reason)
    assert Comment.objects.get(pk=waiting.pk).state == State.PENDING


def test_only_the_author_removes(public, lawyer):
    with pytest.raises(PermissionError):
        public.remove(by=lawyer)


def test_who_comes_second_is_told_and_changes_nothing(waiting, moderator, other_moderator, abuse):
    held = Comment.objects.get(pk=waiting.pk)
    waiting.publish(by=moderator)
    with pytest.raises(AlreadyDecided) as told:
        held.reject(by=other_moderator, rule=abuse, reason=TOLD)
    assert told.value.comment.state == State.PUBLISHED
    assert Decision.objects.count() == 1
    assert Discussion.objects.get().comment_count == 1


def test_a_decision_taken_on_an_older_one_is_refused_even_if_the_state_is_the_same_again(public, moderator, other_moderator, abuse):
    held = Comment.objects.get(pk=public.pk)
    seen = last_number(held)
    public.reject(by=moderator, rule=abuse, reason=TOLD)
    public.publish(by=moderator)
    with pytest.raises(AlreadyDecided):
        held.reject(by=other_moderator, rule=abuse, reason=TOLD, seen=seen)
    assert Comment.objects.get(pk=public.pk).is_public


def test_what_became_public_meanwhile_is_restored_and_not_published_a_second_time(waiting, moderator, abuse):
    waiting.reject(by=moderator, rule=abuse, reason=TOLD)
    held = Comment.objects.get(pk=waiting.pk)
    waiting.publish(by=moderator)
    waiting.reject(by=moderator, rule=abuse, reason=TOLD)
    first = Comment.objects.get(pk=waiting.pk).published_at
    assert held.publish(by=moderator).action == "restore"
    assert Comment.objects.get(pk=waiting.pk).published_at == first


def test_the_author_is_told_the_rule_and_the_reason(waiting, moderator, abuse):
    waiting.reject(by=moderator, rule=abuse, reason=TOLD)
    notice = Notice.objects.of(waiting.author).get()
    assert (notice.kind, notice.context["rule"], notice.context["reason"]) == ("comment_reject", "abuse", TOLD)


def test_notices_lead_to_an_address_without_language_prefix(waiting, moderator):
    with translation.override("en"):
        waiting.publish(by=moderator)
    assert Notice.objects.of(waiting.author).get().url == f"/comments/{waiting.pk}/"


def test_the_answered_author_is_told_when_the_answer_can_be_seen_and_only_then(public, translator, moderator, abuse):
    reply = say(public.discussion, translator, parent=public, state=State.PENDING)
    told = Notice.objects.of(public.author).filter(kind="reply")
    assert not told.exists()
    reply.publish(by=moderator)
    reply.reject(by=moderator, rule=abuse, reason=TOLD)
    reply.publish(by=moderator)
    assert told.count() == 1


def test_a_decision_answers_the_open_reports_and_tells_who_made_them(public, lawyer, translator, moderator, abuse):
    for one in (lawyer, translator):
        Report.file(public, by=one, rule=abuse)
    decision = public.reject(by=moderator, rule=abuse, reason=TOLD)
    assert set(decision.reports.values_list("reporter", flat=True)) == {lawyer.pk, translator.pk}
    for one in (lawyer, translator):
        notice = Notice.objects.of(one).get()
        assert (notice.kind, notice.context["action"]) == ("report_answered", "take_down")
        assert "reason" not in notice.context


def test_keeping_answers_the_reports_and_leaves_the_comment(public, lawyer, moderator, abuse):
    Report.file(public, by=lawyer, rule=abuse)
    decision = public.keep(by=moderator)
    assert (decision.action, decision.from_state, decision.to_state) == ("keep", "published", "published")
    assert not Report.objects.open().exists()
    assert Notice.objects.of(lawyer).get().context["action"] == "keep"
    assert not Notice.objects.of(public.author).exists()


def test_there_is_nothing_to_keep_where_nobody_complained(public, moderator):
    with pytest.raises(AlreadyDecided):
        public.keep(by=moderator)
    assert not Decision.objects.exists()


def test_a_reader_who_reported_is_told_that_the_author_was_quicker(public, lawyer, abuse):
    Report.file(public, by=lawyer, rule=abuse)
    public.remove(by=public.author)
    assert Notice.objects.of(lawyer).get().context["action"] == "removed"


def test_the_author_removes_what_a_moderator_has_just_published(waiting, moderator):
    held = Comment.objects.get(pk=waiting.pk)
    waiting.publish(by=moderator)
    held.remove(by=held.author)
    assert Discussion.objects.get().comment_count == 0


@pytest.mark.parametrize(
    "breaks", ["accounts.models.Notice.tell", "comments.models.Decision.record", "comments.transitions._answer_reports"]
)
def test_state_counts_ledger_and_notices_stand_or_fall_together(waiting, moderator, monkeypatch, breaks):
    version = Discussion.objects.get().version

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(breaks, fail)
    with pytest.raises(RuntimeError):
        waiting.publish(by=moderator)
    assert Comment.objects.get(pk=waiting.pk).state == State.PENDING
    discussion = Discussion.objects.get()
    assert (discussion.comment_count, discussion.version) == (0, version)
    assert not Decision.objects.exists()
    assert not Notice.objects.exists()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Runs them in threads that start together; gives what each returned or raised."""
    results: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_give_one_decision_and_one_who_is_told(
    shared_database, discussion, reader, moderator, other_moderator, abuse
):
    for _round in range(5):
        comment = say(discussion, reader, state=State.PENDING)
        first, second = (Comment.objects.get(pk=comment.pk) for _ in range(2))
        results = at_once(
            lambda one=first: one.publish(by=moderator, seen=0),
            lambda one=second: one.reject(by=other_moderator, rule=abuse, reason=TOLD, seen=0),
        )
        assert sorted(type(result).__name__ for result in results) == ["AlreadyDecided", "Decision"], results
        assert comment.decisions.count() == 1
        assert Notice.objects.filter(recipient=reader, context__comment=comment.pk).count() == 1
    published = Comment.objects.published().count()
    assert Discussion.objects.get().comment_count == published


@pytest.mark.django_db(transaction=True)
def test_decisions_on_many_comments_at_once_make_one_chain_and_right_counts(shared_database, discussion, moderator):
    comments = [say(discussion, make_member(f"voice-{n}", f"목소리 {n}"), state=State.PENDING) for n in range(8)]
    results = at_once(*[partial(comment.publish, by=moderator, seen=0) for comment in comments])
    assert [type(result).__name__ for result in results] == ["Decision"] * 8, results
    assert list(Decision.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 9))
    assert Discussion.objects.get().comment_count == Tally.objects.get().count == 8
