"""What happens while somebody writes, and many who write at once: nothing is posted where it may not be, and every count is right."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import override_settings

from accounts.models import Credential, Profession, User
from accounts.models.session import MemberSession
from articles.models import ColumnPage
from comments import following
from comments.models import Comment, Discussion, State
from comments.submission import Overtaken, Words, submit
from tests.cast import log_in, make_member, say


def send(member: User, column: ColumnPage, **data: Any) -> Any:
    return log_in(member).post(f"/comments/on/{column.pk}/", {"body": "그사이에 쓴 말", "key": str(uuid.uuid4()), **data})


@pytest.fixture
def known(reader: User, discussion: Discussion) -> User:
    say(discussion, reader, "먼저 남긴 말입니다.")
    return reader


@pytest.fixture
def meanwhile(monkeypatch: Any) -> Callable[[Callable[[], Any]], None]:
    """Has something happen when everything has been asked and nothing is held yet."""

    def arrange(happens: Callable[[], Any]) -> None:
        from comments import submission

        drawn = submission._drawn
        monkeypatch.setattr(submission, "_drawn", lambda *args: (drawn(*args), happens())[0])

    return arrange


def test_unpublishing_meanwhile_refuses_and_counts_nothing(column: ColumnPage, known: User, discussion: Discussion, meanwhile: Any) -> None:
    meanwhile(column.unpublish)
    response = send(known, column)
    assert response.status_code == 409
    assert "그사이에 쓴 말" in response.content.decode()
    discussion.refresh_from_db()
    assert (Comment.objects.count(), discussion.comment_count, discussion.arrivals, discussion.version) == (1, 1, 1, 1)


def test_closing_meanwhile_refuses_and_counts_nothing(discussion: Discussion, known: User, moderator: User, meanwhile: Any) -> None:
    meanwhile(lambda: Discussion.objects.get(pk=discussion.pk).close(by=moderator))
    with pytest.raises(Overtaken):
        submit(discussion, known, Words("그사이에 쓴 말"), key=uuid.uuid4())
    discussion.refresh_from_db()
    assert (discussion.comment_count, discussion.arrivals) == (1, 1)


@pytest.mark.parametrize("newcomers", [0, 100])
def test_taking_back_meanwhile_what_is_answered_refuses_and_counts_nothing(
    column: ColumnPage, known: User, lawyer: User, discussion: Discussion, meanwhile: Any, settings: Any, newcomers: int
) -> None:
    """Whether the answer would have been public at once or held."""
    top = say(discussion, known)
    parent = say(discussion, lawyer, parent=top)
    settings.COMMENTS_HELD_FOR_NEWCOMERS = newcomers
    meanwhile(lambda: Comment.objects.get(pk=parent.pk).remove(by=lawyer))
    assert send(known, column, parent=parent.pk).status_code == 409
    assert Comment.objects.get(pk=top.pk).reply_count == 0
    assert Comment.objects.count() == 3


def test_an_answer_is_counted_on_its_thread_also_where_the_thread_has_lost_its_beginning(discussion: Discussion, known: User, lawyer: User):
    top = say(discussion, known)
    parent = say(discussion, lawyer, parent=top)
    Comment.objects.get(pk=top.pk).remove(by=known)
    say(discussion, known, parent=parent)
    assert Comment.objects.get(pk=top.pk).reply_count == 2


def test_nobody_posts_where_they_may_not_read(column: ColumnPage, known: User, editor: User) -> None:
    restriction = column.get_parent().view_restrictions.create(restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    assert send(known, column).status_code == 404
    assert send(editor, column).status_code == 302


def test_a_restriction_elsewhere_refuses_nobody(column: ColumnPage, known: User, columns: Any, columnist: Any) -> None:
    from tests.cast import make_column

    make_column(columns, columnist, "따로 읽는 글").view_restrictions.create(restriction_type="groups")
    assert send(known, column).status_code == 302


def test_on_an_alias_one_speaks_in_the_discussion_of_its_source(column: ColumnPage, known: User, discussion: Discussion) -> None:
    assert send(known, column.create_alias(update_slug="other")).status_code == 302
    assert Comment.objects.latest("pk").discussion_id == discussion.pk


def test_the_first_comment_makes_the_discussion(column: ColumnPage, lawyer: User, settings: Any) -> None:
    settings.COMMENTS_HELD_FOR_NEWCOMERS = 0
    assert send(lawyer, column).status_code == 302
    assert Discussion.objects.get(page=column).comment_count == 1


@pytest.mark.parametrize(("pace", "status"), [(0, 429), (1, 429), (2, 302)])
def test_the_pace_is_that_of_the_last_ten_minutes(column: ColumnPage, known: User, settings: Any, pace: int, status: int) -> None:
    settings.COMMENTS_PER_TEN_MINUTES = pace
    assert send(known, column).status_code == status


@pytest.mark.parametrize(("wanted", "state"), [(0, State.PUBLISHED), (1, State.PUBLISHED), (2, State.PENDING)])
def test_a_newcomer_is_held_until_so_many_were_published(column: ColumnPage, known: User, settings: Any, wanted: int, state: State) -> None:
    settings.COMMENTS_HELD_FOR_NEWCOMERS = wanted
    send(known, column)
    assert Comment.objects.latest("pk").state == state


def test_a_moderator_is_no_newcomer(column: ColumnPage, moderator: User) -> None:
    send(moderator, column)
    assert Comment.objects.latest("pk").state == State.PUBLISHED


def test_of_several_credentials_that_of_the_profession_is_worn(column: ColumnPage, lawyer: User) -> None:
    other = Credential.objects.create(user=lawyer, profession=Profession.objects.get(slug="physician"))
    send(lawyer, column)
    worn = Comment.objects.latest("pk")
    assert worn.credential is not None
    assert worn.credential != other
    assert lawyer.standing().credential == worn.credential


def test_who_begins_to_follow_while_it_is_posted_is_told(
    column: ColumnPage, known: User, lawyer: User, discussion: Discussion, meanwhile: Any, django_capture_on_commit_callbacks: Any
) -> None:
    meanwhile(lambda: following.follow(lawyer, discussion))
    with django_capture_on_commit_callbacks(execute=True):
        send(known, column)
    assert lawyer.notices.filter(kind="followed").exists()


def test_a_session_that_has_run_out_is_none(column: ColumnPage, known: User) -> None:
    from datetime import timedelta

    from django.utils import timezone

    client = log_in(known)
    MemberSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.post(f"/comments/on/{column.pk}/", {"body": "늦은 말"}).url.startswith("/accounts/login/")


@pytest.mark.parametrize("number", [0, -1, 999_999, 10**30])
def test_a_member_of_no_such_number_is_none(db: None, number: int) -> None:
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=number)


@pytest.mark.django_db(transaction=True)
def test_counts_are_right_when_many_post_at_once(shared_database: None, discussion: Discussion, lawyer: User) -> None:
    top = say(discussion, lawyer)
    members = [make_member(f"poster-{n}", f"독자{n}") for n in range(6)]

    def post(member: User) -> None:
        try:
            for parent in (None, top):
                submit(Discussion.objects.get(pk=discussion.pk), member, Words("함께 쓴 말"), key=uuid.uuid4(), parent=parent)
        finally:
            connection.close()

    with override_settings(COMMENTS_HELD_FOR_NEWCOMERS=0), ThreadPoolExecutor(6) as pool:
        list(pool.map(post, members))
    discussion.refresh_from_db()
    assert (discussion.comment_count, discussion.arrivals) == (13, 13)
    assert Comment.objects.get(pk=top.pk).reply_count == 6
    assert discussion.tallies.get(profession=None).count == 12


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_several_times_at_once_is_one_comment(shared_database: None, discussion: Discussion, lawyer: User) -> None:
    key = uuid.uuid4()

    def post(_n: int) -> int:
        try:
            return submit(Discussion.objects.get(pk=discussion.pk), lawyer, Words("한 번 쓴 말"), key=key)[0].pk
        finally:
            connection.close()

    with override_settings(COMMENTS_HELD_FOR_NEWCOMERS=0), ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(post, range(4)))) == 1
    discussion.refresh_from_db()
    assert (Comment.objects.count(), discussion.comment_count) == (1, 1)
