"""Editors' picks: who picks what, what readers see of it, and when it goes."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Notice, User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, Pick, Rule
from comments.picking import NotPublic, TooManyPicks, pick, take_back
from comments.transitions import OwnComment
from tests.cast import log_in, make_member, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer, "퇴짜 맞은 초안이 사수였습니다.")


def page_of(client: Client, column: ColumnPage, query: str = "") -> BeautifulSoup:
    return BeautifulSoup(client.get(column.url + query).content, "html.parser")


def pinned(page: BeautifulSoup) -> list[str]:
    return [one.text.strip() for one in page.select(".pick .says")]


def marked(page: BeautifulSoup) -> list[str]:
    return [one.find_parent("article")["id"] for one in page.select(".by .picked")]


def test_a_pick_stands_at_the_top_and_the_comment_in_its_thread_with_a_mark(
    comment: Comment, editor: User, column: ColumnPage, client: Client
) -> None:
    say(comment.discussion, make_member("other", "다른이"), "다른 말입니다.")
    pick(comment, by=editor, note="현장의 말입니다.")
    page = page_of(client, column)
    assert pinned(page) == ["퇴짜 맞은 초안이 사수였습니다."]
    assert "현장의 말입니다." in page.select_one(".pick .note").text
    assert page.select_one(".pick .seal.ok")
    assert marked(page) == [comment.anchor]
    assert len(page.select(f"#{comment.anchor}")) == 1
    assert page.select_one(".pick .acts a")["href"] == f"/comments/{comment.pk}/"


def test_its_mark_is_in_its_thread_too(comment: Comment, editor: User, client: Client) -> None:
    pick(comment, by=editor)
    page = BeautifulSoup(client.get(f"/comments/{comment.pk}/thread/").content, "html.parser")
    assert marked(page) == [comment.anchor]


def test_the_author_is_told_once_however_often_it_is_picked(
    comment: Comment, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert pick(comment, by=editor, note="고맙습니다.")
    assert not pick(comment, by=editor)
    assert take_back(comment, by=editor)
    assert not take_back(comment, by=editor)
    assert pick(comment, by=editor)
    [notice] = Notice.objects.of(comment.author)
    assert (notice.kind, notice.url) == ("picked", f"/comments/{comment.pk}/")
    assert "초벌을 잃은 직업들" in mail.outbox[0].subject
    assert "고맙습니다." in mail.outbox[0].body


def test_what_is_taken_back_is_shown_no_more_and_its_row_stays(comment: Comment, editor: User, column: ColumnPage, client: Client) -> None:
    pick(comment, by=editor)
    take_back(comment, by=editor)
    page = page_of(client, column)
    assert pinned(page) == marked(page) == []
    row = Pick.objects.get()
    assert (row.picked_by, row.withdrawn_by) == (editor, editor)


@pytest.mark.parametrize("end", ["rejected", "removed", "erased", "blinded", "left"])
def test_a_pick_goes_the_moment_its_comment_is_not_public(
    comment: Comment, editor: User, moderator: User, abuse: Rule, column: ColumnPage, client: Client, end: str
) -> None:
    pick(comment, by=editor)
    assert pinned(page_of(client, column))
    if end == "rejected":
        comment.reject(by=moderator, rule=abuse, reason="이유")
    elif end == "removed":
        comment.remove(by=comment.author)
    elif end == "left":
        comment.author.close()
    else:
        Comment.objects.filter(pk=comment.pk).update(state=end)
    page = page_of(client, column)
    assert pinned(page) == marked(page) == []


def test_and_comes_back_when_it_is_restored(
    comment: Comment, editor: User, moderator: User, abuse: Rule, column: ColumnPage, client: Client
) -> None:
    pick(comment, by=editor)
    comment.reject(by=moderator, rule=abuse, reason="이유")
    comment.publish(by=moderator)
    assert pinned(page_of(client, column))


def test_nobody_picks_their_own_words(discussion: Discussion, editor: User) -> None:
    own = say(discussion, editor)
    with pytest.raises(OwnComment):
        pick(own, by=editor)
    answer = log_in(editor).post(f"/cms/desk/picks/{own.pk}/pick/", {"note": "내 말"})
    assert answer.status_code == 409
    assert "내 말" in answer.content.decode()
    assert not Pick.objects.exists()


def test_only_what_is_public_is_picked(comment: Comment, editor: User, moderator: User, abuse: Rule) -> None:
    stale = Comment.objects.get(pk=comment.pk)
    comment.reject(by=moderator, rule=abuse, reason="이유")
    with pytest.raises(NotPublic):
        pick(stale, by=editor)


def test_as_many_as_the_setting_says_and_no_more(discussion: Discussion, editor: User, lawyer: User, settings: Any) -> None:
    settings.COMMENTS_PICKS = 2
    comments = [say(discussion, lawyer, f"말 {number}") for number in range(3)]
    for one in comments[:2]:
        pick(one, by=editor)
    with pytest.raises(TooManyPicks):
        pick(comments[2], by=editor)
    answer = log_in(editor).post(f"/cms/desk/picks/{comments[2].pk}/pick/", {"note": "셋째"})
    assert answer.status_code == 409
    assert "셋째" in answer.content.decode()
    take_back(comments[0], by=editor)
    assert pick(comments[2], by=editor)


def test_a_comment_has_one_standing_pick_whoever_writes_it(comment: Comment, editor: User) -> None:
    pick(comment, by=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pick.objects.create(comment=comment, discussion=comment.discussion, picked_by=editor)


def test_a_pick_moves_the_discussion(comment: Comment, editor: User) -> None:
    before = Discussion.objects.get(pk=comment.discussion_id).version
    pick(comment, by=editor)
    take_back(comment, by=editor)
    assert Discussion.objects.get(pk=comment.discussion_id).version == before + 2


def test_through_a_lens_or_from_the_middle_nothing_is_pinned(comment: Comment, editor: User, column: ColumnPage, client: Client) -> None:
    pick(comment, by=editor)
    for query in ("?lens=lawyer", f"?at={comment.pk}"):
        page = page_of(client, column, query)
        assert pinned(page) == []
        assert marked(page) == [comment.anchor]
    assert pinned(page_of(client, column, "?order=new"))


def test_whom_a_reader_muted_is_folded_in_the_pick_too(comment: Comment, editor: User, reader: User, column: ColumnPage) -> None:
    from comments.muting import mute

    pick(comment, by=editor)
    assert not page_of(log_in(reader), column).select(".pick details")
    mute(reader, comment.author)
    assert page_of(log_in(reader), column).select(".pick details.folded")


def test_editors_find_the_way_in_the_comment_and_readers_do_not(comment: Comment, editor: User, reader: User, column: ColumnPage) -> None:
    way = f"/cms/desk/picks/{comment.pk}/"
    assert page_of(log_in(editor), column).select(f"a[href='{way}']")
    for client in (Client(), log_in(reader)):
        assert not page_of(client, column).select(f"a[href='{way}']")


def test_the_desks_page_picks_and_takes_back(comment: Comment, editor: User, moderator: User, reader: User) -> None:
    way = f"/cms/desk/picks/{comment.pk}/"
    for refused in (Client(), log_in(reader), log_in(moderator)):
        assert refused.get(way).status_code in (302, 403)
        assert refused.post(f"{way}pick/", {"note": ""}).status_code in (302, 403)
    assert not Pick.objects.exists()
    desk = log_in(editor)
    assert desk.get(way).status_code == 200
    assert desk.post(f"{way}pick/", {"note": " 좋은\n말 "}).status_code == 302
    assert Pick.objects.standing().get().note == "좋은 말"
    assert "좋은 말" in desk.get(way).content.decode()
    assert desk.post(f"{way}take-back/").status_code == 302
    assert not Pick.objects.standing().exists()


def test_a_note_that_is_too_long_picks_nothing_and_is_kept(comment: Comment, editor: User) -> None:
    answer = log_in(editor).post(f"/cms/desk/picks/{comment.pk}/pick/", {"note": "가" * 301})
    assert answer.status_code == 422
    assert "가" * 301 in answer.content.decode()
    assert not Pick.objects.exists()


def test_where_nothing_is_picked_nothing_is_asked(
    comment: Comment, editor: User, column: ColumnPage, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(column.url)
    with CaptureQueriesContext(connection) as without:
        client.get(column.url)
    pick(comment, by=editor)
    with django_assert_num_queries(len(without) + 1):
        client.get(column.url)
