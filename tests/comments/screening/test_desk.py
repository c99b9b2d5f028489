"""Screening at the desk: what is held whatever it says, and trying a text."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import Notice, User
from accounts.notices import tell
from articles.models import ColumnPage
from comments.models import Comment, Decision, Discussion, HeldMember, Screening, State
from comments.models.held_member import OneselfHeld
from tests.cast import log_in, make_member, say
from tests.comments.screening.conftest import Post, list_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(moderator: User) -> Client:
    return log_in(moderator)


def address(name: str, *arguments: object) -> str:
    return reverse(f"comments_desk:{name}", args=arguments)


WRITING = ["hold-everything", "release-everything", "hold-member", "release-member"]


def test_the_pages_are_the_moderators(client: Client, reader: User, editor: User, desk: Client) -> None:
    for name in ("screening", "try", "add-words"):
        assert desk.get(address(name)).status_code == 200
        for who in (client, log_in(reader), log_in(editor)):
            assert who.get(address(name)).status_code in (302, 403)


@pytest.mark.parametrize("name", WRITING)
def test_a_link_sets_nothing(desk: Client, editor: User, name: str) -> None:
    assert desk.get(address(name)).status_code == 405
    assert log_in(editor).post(address(name)).status_code in (302, 403)
    assert not Screening.objects.filter(holds_everything=True).exists()


def test_everything_is_held_and_released_with_who_and_when(desk: Client, moderator: User, post: Post) -> None:
    desk.post(address("hold-everything"))
    desk.post(address("hold-everything"))
    assert post().held_because == "everything"
    assert address("release-everything") in desk.get(address("screening")).content.decode()
    desk.post(address("release-everything"))
    assert post().state == State.PUBLISHED
    told = ModelLogEntry.objects.filter(action__startswith="comments.hold_").order_by("pk")
    assert list(told.values_list("action", "user")) == [("comments.hold_everything", moderator.pk), ("comments.hold_nothing", moderator.pk)]


def test_a_column_is_held_from_its_own_page_and_that_is_recorded(desk: Client, column: ColumnPage) -> None:
    desk.post(address("hold-discussion", column.pk), {"reason": "밤사이 말이 거칠어졌습니다."})
    desk.post(address("hold-discussion", column.pk), {"reason": "한 번 더"})
    page = desk.get(address("discussion", column.pk)).content.decode()
    assert "밤사이 말이 거칠어졌습니다." in page
    assert address("release-discussion", column.pk) in page
    assert column.title in desk.get(address("screening")).content.decode()
    desk.post(address("release-discussion", column.pk), {"reason": ""})
    assert list(Decision.objects.order_by("number").values_list("action", "from_state", "to_state", "decider")) == [
        ("protect", "free", "held", "person"),
        ("unprotect", "held", "free", "person"),
    ]


def test_editors_close_discussions_but_do_not_hold_what_they_may_not_release(editor: User, column: ColumnPage) -> None:
    at_desk = log_in(editor)
    assert address("hold-discussion", column.pk) not in at_desk.get(address("discussion", column.pk)).content.decode()
    assert at_desk.post(address("hold-discussion", column.pk), {"reason": ""}).status_code in (302, 403)
    assert not Discussion.objects.filter(held_by_moderators=True).exists()


def test_holding_a_column_that_is_not_discussed_is_not_found(desk: Client, home: Any) -> None:
    assert desk.post(address("hold-discussion", home.pk), {"reason": ""}).status_code == 404


def test_a_member_is_held_told_why_and_told_when_it_ends(desk: Client, reader: User, post: Post) -> None:
    desk.post(address("hold-member"), {"handle": "@slow-walk", "reason": "같은 말다툼이 이어졌습니다."})
    assert post().held_because == "this_member"
    assert "느린걸음" in desk.get(address("screening")).content.decode()
    desk.post(address("release-member"), {"handle": "slow-walk"})
    assert post().state == State.PUBLISHED
    notices = list(Notice.objects.of(reader).filter(kind__startswith="member_").order_by("pk"))
    told = [tell(one, {}, {}) for one in notices]
    assert [one.kind for one in notices] == ["member_hold", "member_release"]
    assert "같은 말다툼이 이어졌습니다." in told[0].body
    assert all(one.subject and one.body for one in told)
    assert list(Decision.objects.order_by("number").values_list("action", "member", "scope")) == [
        ("hold", reader.pk, "member"),
        ("release", reader.pk, "member"),
    ]


def test_what_holding_a_member_takes(desk: Client, moderator: User, reader: User) -> None:
    form = {"handle": "slow-walk", "reason": ""}
    assert desk.post(address("hold-member"), form).status_code == 422
    assert desk.post(address("hold-member"), {"handle": "nobody-here", "reason": "이유"}).status_code == 422
    assert desk.post(address("hold-member"), {"handle": moderator.handle, "reason": "이유"}).status_code == 403
    kept = desk.post(address("hold-member"), {"handle": "nobody-here", "reason": "한 글자도 잃지 않습니다"}).content.decode()
    assert "한 글자도 잃지 않습니다" in kept
    assert not HeldMember.objects.exists()
    with pytest.raises(OneselfHeld):
        HeldMember.release(moderator, by=moderator)
    with pytest.raises(ValueError, match="reason"):
        HeldMember.hold(reader, by=moderator, reason=" ")


@pytest.mark.django_db(transaction=True)
def test_two_moderators_who_hold_a_member_in_the_same_second_hold_once(
    shared_database: None, reader: User, moderator: User, other_moderator: User
) -> None:
    barrier, made = Barrier(2), []

    def hold(by: User) -> None:
        barrier.wait()
        try:
            made.append(HeldMember.hold(reader, by=by, reason="이유"))
        finally:
            connections.close_all()

    threads = [Thread(target=hold, args=(by,)) for by in (moderator, other_moderator)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False, True]
    assert Decision.objects.filter(action="hold").count() == Notice.objects.of(reader).filter(kind="member_hold").count() == 1


def test_the_author_beside_a_comment_is_held_from_there(desk: Client, discussion: Discussion, reader: User, moderator: User) -> None:
    comment = say(discussion, reader, state=State.PENDING)
    case = address("case", "waiting", comment.pk)
    assert address("hold-member") in desk.get(case).content.decode()
    HeldMember.hold(reader, by=moderator, reason="말다툼이 이어짐")
    page = desk.get(case).content.decode()
    assert address("release-member") in page
    assert "말다툼이 이어짐" in page


def test_a_list_of_many_members_costs_what_a_list_of_few_costs(desk: Client, moderator: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address("screening")).status_code == 200
        return len(asked)

    HeldMember.hold(make_member("held-0", "하나"), by=moderator, reason="이유")
    few = queries()
    for number in range(1, 30):
        HeldMember.objects.create(member=make_member(f"held-{number}", f"사람{number}"), by=moderator, reason="이유")
    assert queries() == few
    assert "held-0" in desk.get(address("screening") + "?page=2").content.decode()


def try_it(desk: Client, text: str, **more: str) -> str:
    answer = desk.post(address("try"), {"text": text, "column": "", "handle": "", **more})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_trying_a_text_says_what_would_happen_why_and_where(desk: Client, settings: Any) -> None:
    settings.COMMENTS_LINKS = 1
    list_words("시발", suspect=("기레기",))
    page = try_it(desk, "ㅅㅣ·발 기레기 <b> https://a.example.org https://b.example.org")
    assert '<mark title="시발">ㅅㅣ·발</mark>' in page
    assert '<mark title="기레기">기레기</mark>' in page
    assert "시발기레기bhttps" in page
    assert "<b> https" not in page
    assert page.count("<td><b>") == 3  # blocked, suspect, links
    assert not Comment.objects.exists()


def test_a_harmless_text_would_be_published(desk: Client) -> None:
    list_words("시발", exceptions=("시발점",))
    page = try_it(desk, "그것이 시발점이었습니다.")
    assert "<mark" not in page
    assert "<td><b>" not in page


def test_it_is_tried_as_if_somebody_said_it_somewhere(
    desk: Client, column: ColumnPage, discussion: Discussion, newcomer: User, moderator: User
) -> None:
    assert try_it(desk, "처음입니다.", handle="first-step").count("<td><b>") == 1
    discussion.hold_comments(by=moderator)
    assert try_it(desk, "처음입니다.", handle="first-step", column=column.full_url or column.url).count("<td><b>") == 2


def test_what_a_moderator_says_would_pass_though_steps_hold_it(desk: Client, moderator: User, column: ColumnPage) -> None:
    list_words("시발")
    form = {"text": "시발이라는 말은 쓰지 맙시다.", "column": column.url, "handle": moderator.handle}
    trial = desk.post(address("try"), form).context["trial"]
    assert [one.decides for one in trial.outcomes].count(True) == 1
    assert trial.is_exempt
    assert not trial.is_held


@pytest.mark.parametrize(
    "more",
    [{"handle": "nobody-here"}, {"column": "/nowhere/"}, {"column": "http://[::1"}, {"column": "/"}, {"text": ""}, {"text": "가" * 5001}],
)
def test_what_cannot_be_tried_keeps_every_word(desk: Client, home: Any, more: dict[str, str]) -> None:
    form = {"text": "남아 있어야 할 말", "column": "", "handle": "", **more}
    answer = desk.post(address("try"), form)
    assert answer.status_code == 422
    assert form["text"][:50] in answer.content.decode()
