"""Calls for voices: whom the editors ask, who is told of it and when, and what the column says of it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.groups import settle_all
from accounts.models import Notice, Profession, ProfessionFollow, User
from articles import calling
from articles.models import Author, Call, ColumnIndexPage, ColumnPage
from comments.models import Discussion
from tests.cast import log_in, make_column, make_member, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def judge(db: None) -> Profession:
    return Profession.objects.get(slug="judge")


@pytest.fixture
def follow() -> Callable[[User, Profession], None]:
    return ProfessionFollow.follow


@pytest.fixture
def fans(judge: Profession, follow: Any) -> list[User]:
    members = [make_member(f"fan-{number}", f"독자 {number}") for number in range(5)]
    for member in members:
        follow(member, judge)
    return members


@pytest.fixture
def draft(columns: ColumnIndexPage, columnist: Author) -> ColumnPage:
    column = make_column(columns, columnist, "아직 나가지 않은 글")
    column.unpublish()
    return ColumnPage.objects.get(pk=column.pk)


def told(members: list[User]) -> list[int]:
    return [Notice.objects.of(member).filter(kind="called").count() for member in members]


def publish(column: ColumnPage) -> None:
    column.save_revision().publish()


def test_asked_on_a_published_column_followers_are_told_by_the_worker(
    column: ColumnPage, judge: Profession, editor: User, fans: list[User], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert Call.ask(column, judge, by=editor, words="빠진 기록을 어떻게 보십니까.")
        assert told(fans) == [0] * 5, "who asks does not wait for the followers"
    assert told(fans) == [1] * 5
    notice = Notice.objects.of(fans[0]).get()
    assert notice.url == f"/c/{column.pk}/#composer"
    assert "판사" in mail.outbox[0].subject
    assert "초벌을 잃은 직업들" in mail.outbox[0].subject
    assert "빠진 기록을 어떻게 보십니까." in mail.outbox[0].body


def test_asked_before_publication_they_are_told_when_it_is_published_and_once(
    draft: ColumnPage, judge: Profession, editor: User, fans: list[User], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        Call.ask(draft, judge, by=editor)
    assert calling.tell_waiting() == 0
    assert told(fans) == [0] * 5
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            publish(draft)
        assert told(fans) == [1] * 5


def test_asking_twice_is_asking_once(column: ColumnPage, judge: Profession, editor: User, fans: list[User]) -> None:
    assert Call.ask(column, judge, by=editor)
    assert not Call.ask(column, judge, by=editor, words="다시")
    assert Call.objects.get().words == ""


def test_a_profession_is_asked_once_whoever_writes_it(column: ColumnPage, judge: Profession, editor: User) -> None:
    Call.ask(column, judge, by=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(column=column, profession=judge, asked_by=editor)


def test_a_round_that_was_cut_off_is_gone_on_with(
    column: ColumnPage, judge: Profession, editor: User, fans: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    Call.ask(column, judge, by=editor)
    monkeypatch.setattr(calling, "BATCH", 2)
    whole, batches = calling._tell, []

    def cut_off(call: Call, members: list[User]) -> int:
        if batches:
            raise KeyboardInterrupt
        batches.append(members)
        return whole(call, members)

    with monkeypatch.context() as patched:
        patched.setattr(calling, "_tell", cut_off)
        with pytest.raises(KeyboardInterrupt):
            calling.tell(Call.objects.get().pk)
    assert told(fans) == [1, 1, 0, 0, 0]
    assert calling.tell_waiting() == 3
    assert told(fans) == [1] * 5
    assert Call.objects.get().told_at
    assert calling.tell(Call.objects.get().pk) == calling.tell_waiting() == 0


def test_a_batch_that_fails_is_told_as_a_whole_later(
    column: ColumnPage, judge: Profession, editor: User, fans: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    Call.ask(column, judge, by=editor)
    whole = Notice.tell

    def failing(member: User, *args: Any, **kwargs: Any) -> Notice:
        if member == fans[3]:
            raise RuntimeError
        return whole(member, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Notice, "tell", failing)
        with pytest.raises(RuntimeError):
            calling.tell(Call.objects.get().pk)
    assert told(fans) == [0] * 5
    calling.tell_waiting()
    assert told(fans) == [1] * 5


def test_of_two_workers_at_once_one_tells(column: ColumnPage, judge: Profession, editor: User, fans: list[User]) -> None:
    """Both have read the call before either has told."""
    Call.ask(column, judge, by=editor)
    stale = Call.objects.select_related("column", "profession").get()
    assert calling.tell(stale.pk) == 5
    assert calling._tell(stale, fans) == 0
    assert not stale.finish()
    assert told(fans) == [1] * 5


def test_who_begins_to_follow_afterwards_is_not_told(
    column: ColumnPage, judge: Profession, editor: User, fans: list[User], follow: Any, reader: User
) -> None:
    Call.ask(column, judge, by=editor)
    calling.tell_waiting()
    follow(reader, judge)
    calling.tell_waiting()
    assert told([reader]) == [0]


def test_who_holds_the_profession_and_does_not_follow_it_is_not_told(column: ColumnPage, lawyer: User, editor: User, follow: Any) -> None:
    Call.ask(column, lawyer.profession, by=editor)
    assert calling.tell_waiting() == 0


def test_who_asks_is_not_told(column: ColumnPage, judge: Profession, editor: User, fans: list[User], follow: Any) -> None:
    follow(editor, judge)
    Call.ask(column, judge, by=editor)
    calling.tell_waiting()
    assert told([editor]) == [0]


def test_what_is_withdrawn_is_not_told_and_asked_again_nobody_is_told_twice(
    column: ColumnPage, judge: Profession, editor: User, fans: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    Call.ask(column, judge, by=editor)
    call = Call.objects.select_related("column", "profession").get()
    calling._tell(call, fans[:2])
    assert Call.objects.get().withdraw()
    assert not Call.objects.get().withdraw()
    assert calling.tell_waiting() == calling.tell(call.pk) == 0
    assert Call.ask(column, judge, by=editor)
    assert calling.tell_waiting() == 3
    assert told(fans) == [1] * 5


def test_of_a_column_for_some_only_nobody_is_told(column: ColumnPage, judge: Profession, editor: User, fans: list[User]) -> None:
    Call.ask(column, judge, by=editor)
    restriction = PageViewRestriction.objects.create(page=column, restriction_type="password", password="x")
    assert calling.tell_waiting() == 0
    restriction.delete()
    assert calling.tell_waiting() == 5


def above(client: Client, column: ColumnPage) -> list[str]:
    page = BeautifulSoup(client.get(column.url).content, "html.parser")
    return [" ".join(one.text.split()) for one in page.select("#talk header .invited")]


def test_the_column_says_whom_it_asks_and_who_has_answered(
    column: ColumnPage, judge: Profession, lawyer: User, editor: User, client: Client
) -> None:
    for profession in (judge, lawyer.profession):
        Call.ask(column, profession, by=editor)
    assert above(client, column) == ["변변호사 — 기다리는 중", "판판사 — 기다리는 중"]
    for _time in range(2):
        say(Discussion.for_writing(column), lawyer)
    assert above(client, column) == ["변변호사 — 답함 2", "판판사 — 기다리는 중"]
    Call.objects.get(profession=judge).withdraw()
    assert above(client, column) == ["변변호사 — 답함 2"]


def test_who_is_asked_is_not_named_again_as_silent(
    column: ColumnPage, judge: Profession, translator: User, editor: User, client: Client
) -> None:
    column.professions.set([judge, Profession.objects.get(slug="nurse")])
    publish(column)
    say(Discussion.for_writing(column), translator)
    Call.ask(column, judge, by=editor)
    page = BeautifulSoup(client.get(column.url).content, "html.parser")
    [silent] = [one.text for one in page.select("#talk header .silent") if not one.select(".invited")]
    assert "간호사" in silent
    assert "판사" not in silent


def test_of_a_profession_that_few_hold_it_is_not_told_whether_it_has_answered(
    column: ColumnPage, lawyer: User, editor: User, client: Client, settings: Any
) -> None:
    say(Discussion.for_writing(column), lawyer)
    Call.ask(column, lawyer.profession, by=editor)
    settings.SMALLEST_GROUP = 5
    settle_all()
    assert above(client, column) == ["변변호사"]


def test_an_alias_shows_what_its_source_asks(column: ColumnPage, judge: Profession, editor: User, client: Client) -> None:
    Call.ask(column, judge, by=editor)
    alias = column.create_alias(update_slug="copy")
    assert above(client, alias) == ["판판사 — 기다리는 중"]


def test_a_copy_asks_nobody(column: ColumnPage, judge: Profession, editor: User) -> None:
    Call.ask(column, judge, by=editor)
    copy = column.copy(update_attrs={"slug": "copy", "title": "옮긴 글"}, keep_live=True)
    assert not copy.calls.exists()


def address(column: ColumnPage) -> str:
    return f"/cms/calls/{column.pk}/"


def test_the_newsrooms_page_asks_and_withdraws(column: ColumnPage, judge: Profession, lawyer: User, editor: User) -> None:
    desk = log_in(editor)
    assert address(column) in desk.get(f"/cms/pages/{column.pk}/edit/").content.decode()
    assert "판사" in desk.get(address(column)).content.decode()
    answer = desk.post(address(column), {"professions": [judge.pk, lawyer.profession.pk], "words": " 어떻게\n보십니까 "})
    assert answer.status_code == 302
    assert set(Call.objects.values_list("profession__slug", "words")) == {("judge", "어떻게 보십니까"), ("lawyer", "어떻게 보십니까")}
    call = Call.objects.get(profession=judge)
    assert desk.post(f"{address(column)}{call.pk}/withdraw/").status_code == 302
    assert Call.objects.standing().count() == 1


def test_who_may_not_edit_the_column_asks_nobody(column: ColumnPage, judge: Profession, moderator: User, reader: User) -> None:
    columnist = make_member("sukja", "숙자", group="Columnists")
    for client in (Client(), log_in(reader), log_in(moderator), log_in(columnist)):
        assert client.get(address(column)).status_code in (302, 403)
        assert client.post(address(column), {"professions": [judge.pk]}).status_code in (302, 403)
    assert not Call.objects.exists()


def test_a_columnist_asks_on_their_own_draft_and_not_once_it_is_published(draft: ColumnPage, judge: Profession) -> None:
    from django.apps import apps

    from portal.roles import ensure_columnists

    ensure_columnists(apps)
    columnist = make_member("sukja", "숙자", group="Columnists")
    ColumnPage.objects.filter(pk=draft.pk).update(owner=columnist)
    client = log_in(columnist)
    assert client.get(address(draft)).status_code == 200
    publish(ColumnPage.objects.get(pk=draft.pk))
    assert client.get(address(draft)).status_code in (302, 403)
    client.post(address(draft), {"professions": [judge.pk]})
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    "data", [{"words": "보존할 말"}, {"professions": ["999999"], "words": "보존할 말"}, {"professions": ["\x00"], "words": "보존할 말"}]
)
def test_a_form_that_says_too_little_asks_nobody_and_keeps_the_words(column: ColumnPage, editor: User, data: dict[str, Any]) -> None:
    answer = log_in(editor).post(address(column), data)
    assert answer.status_code == 422
    assert "보존할 말" in answer.content.decode()
    assert not Call.objects.exists()


def test_a_column_asks_so_many_and_no_more(column: ColumnPage, editor: User) -> None:
    many = list(Profession.objects.current().values_list("pk", flat=True)[: Call.MOST + 1])
    answer = log_in(editor).post(address(column), {"professions": many})
    assert answer.status_code == 422
    assert not Call.objects.exists()


def test_a_retired_profession_is_not_asked(column: ColumnPage, judge: Profession, editor: User) -> None:
    Profession.objects.filter(pk=judge.pk).update(retired_at=timezone.now())
    assert log_in(editor).post(address(column), {"professions": [judge.pk]}).status_code == 422


def test_asking_costs_readers_no_query(
    column: ColumnPage, judge: Profession, editor: User, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(column.url)
    with CaptureQueriesContext(connection) as before:
        client.get(column.url)
    Call.ask(column, judge, by=editor)
    with django_assert_num_queries(len(before)):
        client.get(column.url)
