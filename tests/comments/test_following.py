"""Following: what is told of new comments, to whom, and how seldom."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import Notice, User
from articles.models import ColumnPage
from comments import following, muting
from comments.following import Follows, follow, tell_followers
from comments.models import Comment, Discussion, Follow, State
from tests.cast import log_in, say


def told(member: User) -> list[int]:
    """The comments that the member was told of as a follower, the newest first."""
    return [notice.context["comment"] for notice in Notice.objects.of(member).filter(kind="followed")]


@pytest.fixture
def fan(discussion: Discussion, reader: User) -> User:
    """느린걸음, who follows the discussion."""
    follow(reader, discussion)
    return reader


def new(discussion: Discussion, author: User, **said: Any) -> Comment:
    """A comment, and the worker's round."""
    comment = say(discussion, author, **said)
    tell_followers(comment.pk)
    return comment


def test_a_follower_is_told_by_the_worker_once_the_comment_stands(
    discussion: Discussion, fan: User, lawyer: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as after:
        comment = say(discussion, lawyer)
        assert not told(fan), "who posts does not wait for the followers"
    assert after
    notice = Notice.objects.of(fan).get()
    assert (notice.kind, notice.url) == ("followed", f"/comments/{comment.pk}/")
    assert "윤해인" in mail.outbox[0].subject
    assert "초벌을 잃은 직업들" in mail.outbox[0].subject
    assert f"/comments/{comment.pk}/" in mail.outbox[0].body


def test_while_one_notice_is_unread_no_further_one_comes(discussion: Discussion, fan: User, lawyer: User) -> None:
    first = new(discussion, lawyer)
    new(discussion, lawyer)
    assert told(fan) == [first.pk]
    Notice.objects.of(fan).mark_read()
    third = new(discussion, lawyer)
    assert told(fan) == [third.pk, first.pk]


def test_once_the_notice_is_forgotten_the_next_comes(discussion: Discussion, fan: User, lawyer: User) -> None:
    new(discussion, lawyer)
    Notice.objects.of(fan).delete()
    second = new(discussion, lawyer)
    assert told(fan) == [second.pk]


def test_the_same_round_run_twice_tells_nobody_twice(discussion: Discussion, fan: User, lawyer: User) -> None:
    first, second = new(discussion, lawyer), say(discussion, lawyer)
    Notice.objects.of(fan).mark_read()
    tell_followers(second.pk)
    Notice.objects.of(fan).mark_read()
    for comment in (first, second, first):
        assert tell_followers(comment.pk) == 0
    assert told(fan) == [second.pk, first.pk]


def test_of_two_workers_at_once_one_tells(discussion: Discussion, fan: User, lawyer: User) -> None:
    """Both have read the follow before either has told."""
    comment = say(discussion, lawyer)
    stale = Follow.objects.to_tell(comment).select_related("member").get()
    new(discussion, lawyer)
    assert not following._tell_one(stale, comment, f"/comments/{comment.pk}/")
    assert len(told(fan)) == 1


def test_a_comment_that_waits_is_told_when_it_is_published_and_not_again_when_it_comes_back(
    discussion: Discussion, fan: User, lawyer: User, moderator: User, abuse: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        comment = say(discussion, lawyer, state=State.PENDING)
    assert not told(fan)
    with django_capture_on_commit_callbacks(execute=True):
        comment.publish(by=moderator)
    assert told(fan) == [comment.pk]
    Notice.objects.of(fan).delete()
    with django_capture_on_commit_callbacks(execute=True):
        comment.reject(by=moderator, rule=abuse, reason="이유")
        comment.publish(by=moderator)
    assert not told(fan)


def test_the_thread_alone_can_be_followed(discussion: Discussion, reader: User, lawyer: User, translator: User) -> None:
    root = say(discussion, lawyer)
    follow(reader, discussion, root)
    new(discussion, translator)
    assert told(reader) == []
    reply = new(discussion, translator, parent=root)
    assert told(reader) == [reply.pk]


def test_who_follows_both_is_told_once(discussion: Discussion, fan: User, lawyer: User, translator: User) -> None:
    root = say(discussion, lawyer)
    follow(fan, discussion, root)
    for _answer in range(2):
        new(discussion, translator, parent=root)
    assert len(told(fan)) == 1
    assert Notice.objects.of(fan).get().context["is_thread"] is True


def test_who_is_answered_is_told_of_the_answer_and_not_twice(discussion: Discussion, fan: User, lawyer: User) -> None:
    new(discussion, lawyer, parent=say(discussion, fan))
    assert list(Notice.objects.of(fan).values_list("kind", flat=True)) == ["reply"]


def test_nobody_is_told_of_their_own_words(discussion: Discussion, fan: User) -> None:
    new(discussion, fan)
    assert told(fan) == []


def test_nobody_is_told_of_whom_they_muted(discussion: Discussion, fan: User, lawyer: User, translator: User) -> None:
    muting.mute(fan, lawyer)
    new(discussion, lawyer)
    assert told(fan) == []
    comment = new(discussion, translator)
    assert told(fan) == [comment.pk]


@pytest.mark.parametrize("change", ["barred", "left"])
def test_who_is_not_here_any_more_is_not_told(discussion: Discussion, fan: User, lawyer: User, change: str) -> None:
    if change == "left":
        fan.close()
        assert not Follow.objects.exists()
    User.objects.filter(pk=fan.pk).update(is_active=False)
    new(discussion, lawyer)
    assert not Notice.objects.exists()


def test_of_a_page_that_is_not_published_any_more_nothing_is_told(
    column: ColumnPage, discussion: Discussion, fan: User, lawyer: User
) -> None:
    comment = say(discussion, lawyer)
    column.unpublish()
    assert tell_followers(comment.pk) == 0
    column.save_revision().publish()
    assert tell_followers(comment.pk) == 1


def test_of_what_was_taken_away_before_the_round_nothing_is_told(discussion: Discussion, fan: User, lawyer: User) -> None:
    comment = say(discussion, lawyer)
    comment.remove(by=lawyer)
    assert tell_followers(comment.pk) == 0
    assert tell_followers(999_999) == 0


def test_of_a_page_kept_to_others_since_only_those_are_told_who_may_read_it(
    column: ColumnPage, discussion: Discussion, fan: User, editor: User, lawyer: User
) -> None:
    follow(editor, discussion)
    restriction = column.view_restrictions.create(restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    new(discussion, lawyer)
    assert (told(fan), len(told(editor))) == ([], 1)


def test_many_followers_are_told_some_at_a_time(discussion: Discussion, lawyer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "BATCH", 3)
    people = User.objects.bulk_create(User(handle=f"p{n}", handle_key=f"p{n}") for n in range(7))
    Follow.objects.bulk_create(Follow(member=person, discussion=discussion) for person in people)
    comment = say(discussion, lawyer)
    assert tell_followers(comment.pk) == 7
    assert Notice.objects.filter(kind="followed").count() == 7


def test_posting_costs_the_same_however_many_follow(discussion: Discussion, lawyer: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            say(discussion, lawyer)
        return len(caught)

    say(discussion, lawyer)
    alone = queries()
    people = User.objects.bulk_create(User(handle=f"p{n}", handle_key=f"p{n}") for n in range(50))
    Follow.objects.bulk_create(Follow(member=person, discussion=discussion) for person in people)
    assert queries() == alone


def test_what_a_reader_follows_costs_one_query_and_a_stranger_none(
    discussion: Discussion, fan: User, lawyer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    root = say(discussion, lawyer)
    follow(fan, discussion, root)
    quiet = Discussion(page=discussion.page)
    with django_assert_num_queries(1):
        assert following.of(fan, discussion) == Follows(discussion=True, threads={root.pk})
    with django_assert_num_queries(0):
        assert following.of(AnonymousUser(), discussion) == Follows()
        assert following.of(fan, quiet) == Follows()


def test_each_follow_is_put_into_words(discussion: Discussion, fan: User, lawyer: User, translator: User) -> None:
    follow(translator, discussion, say(discussion, lawyer))
    new(discussion, lawyer, parent=Comment.objects.get())
    for member in (fan, translator):
        page = log_in(member).get("/accounts/inbox/")
        [item] = page.context["told"]
        assert "윤해인" in item.subject
        assert item.body
    lawyer.close()
    assert "윤해인" not in log_in(fan).get("/accounts/inbox/").content.decode()
