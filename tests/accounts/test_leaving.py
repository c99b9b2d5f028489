"""Leaving with a way back: gone at once, back within the days, and nobody after them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts import departing
from accounts.mailing_notices import mail_due_notices
from accounts.models import Departure, MemberSession, Notice, User
from comments.following import follow
from comments.models import Comment, Discussion
from comments.muting import is_muted, mute
from tests.cast import PASSWORD, log_in, make_member, say

pytestmark = pytest.mark.django_db
CLOSE, BACK, SETTINGS = "/accounts/close/", "/accounts/way-back/", "/accounts/settings/"
SURE = {"sure": "on", "comments": "erase"}


@pytest.fixture
def leaver(db: None) -> User:
    return make_member("yeondu-baram", "연두빛바람", profession="translator", verified=True)


@pytest.fixture
def left(leaver: User) -> User:
    departing.leave(leaver, Departure.Comments.ERASE)
    return leaver


@pytest.fixture
def at() -> Iterator[Any]:
    with freeze_time("2026-03-02 03:00:00", tick=False) as time:
        yield time


def enter(user: User, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client()
    return client, client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def test_it_is_asked_for_with_the_choice_from_the_settings(leaver: User) -> None:
    client, _answer = enter(leaver)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(f"{CLOSE}?comments=erase").content.decode()
    assert 'value="erase" required checked' in page
    assert client.post(CLOSE, SURE)["Location"] == "/accounts/closed/"
    assert Departure.objects.get(member=leaver).comments == Departure.Comments.ERASE
    assert client.get(SETTINGS).status_code == 302


def test_the_address_that_was_asked_for_survives_the_password(leaver: User) -> None:
    client = log_in(leaver)
    asked = client.get(f"{CLOSE}?comments=erase")["Location"]
    assert asked == "/accounts/reauthenticate/?next=%2Faccounts%2Fclose%2F%3Fcomments%3Derase"


@pytest.mark.parametrize("comments", ["", "sell"])
def test_what_happens_to_the_comments_has_to_be_chosen(leaver: User, comments: str) -> None:
    client, _answer = enter(leaver)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.post(CLOSE, SURE | {"comments": comments}).status_code == 422
    assert not Departure.objects.exists()


def test_who_has_left_is_a_former_member_at_once(client: Client, leaver: User, reader: User, discussion: Discussion) -> None:
    comment = say(discussion, leaver)
    elsewhere = log_in(leaver)
    departing.leave(leaver, Departure.Comments.KEEP)
    assert client.get("/people/yeondu-baram/").status_code == 410
    page = client.get(discussion.page.url).content.decode()
    assert "연두빛바람" not in page
    assert comment.source in page
    assert elsewhere.get(SETTINGS).status_code == 302
    assert not MemberSession.objects.filter(member=leaver.pk).exists()


def test_a_session_begun_at_the_same_moment_knows_nobody(left: User, discussion: Discussion) -> None:
    client = log_in(left)
    assert client.get(SETTINGS).status_code == 302
    client.post(f"/comments/on/{discussion.page_id}/", {"body": "저 아직 여기 있습니다.", "key": "0" * 32})
    assert not Comment.objects.exists()


def test_logging_in_offers_the_way_back_and_lets_nothing_else_be_done(left: User) -> None:
    client, answer = enter(left)
    assert answer["Location"] == BACK
    assert "_auth_user_id" not in client.session
    page = client.get(BACK).content.decode()
    assert "돌아오" in page
    assert "연두빛바람" not in page
    for address in (SETTINGS, "/accounts/inbox/", "/accounts/email/", "/following/", CLOSE):
        assert client.get(address).status_code == 302, address
    left.refresh_from_db()
    assert left.closed_at is not None


def test_coming_back_makes_everything_as_it_was(leaver: User, reader: User, discussion: Discussion, moderator: User) -> None:
    comment = say(discussion, leaver)
    mute(leaver, moderator)
    mute(reader, leaver)
    follow(leaver, discussion)
    Notice.tell(leaver, "reply", url="/", author=reader.pk)
    before = User.objects.filter(pk=leaver.pk).values().get()
    departing.leave(leaver, Departure.Comments.ERASE)
    client, _answer = enter(leaver)
    assert client.post(BACK)["Location"] == "/"
    assert client.get(SETTINGS).status_code == 200
    after = User.objects.filter(pk=leaver.pk).values().get()
    assert before | {"last_login": None} == after | {"last_login": None}
    comment.refresh_from_db()
    assert comment.is_public
    assert is_muted(leaver, moderator)
    assert is_muted(reader, leaver)
    assert leaver.follows.count() == 1
    assert [notice.kind for notice in Notice.objects.of(leaver)] == ["reply"]
    assert not Departure.objects.exists()
    assert Client().get("/people/yeondu-baram/").status_code == 200


def test_a_mailed_code_leads_to_the_way_back_as_well(left: User) -> None:
    from tests.accounts.forms import code_in_mail

    client = Client()
    client.post("/accounts/login/code/", {"email": left.email})
    assert client.post("/accounts/login/code/confirm/", {"code": code_in_mail()})["Location"] == BACK
    assert client.post(BACK)["Location"] == "/"
    assert client.get(SETTINGS).status_code == 200


def test_nobody_else_takes_the_way_back(left: User, reader: User) -> None:
    assert Client().post(BACK)["Location"] == "/accounts/login/"
    assert log_in(reader).post(BACK)["Location"] == "/"
    left.refresh_from_db()
    assert left.closed_at is not None


def test_a_wrong_password_is_no_way_back(left: User) -> None:
    client = Client()
    assert client.post("/accounts/login/", {"login": left.email, "password": "다른 암호입니다"}).status_code == 200
    assert client.post(BACK)["Location"] == "/accounts/login/"


def test_the_way_back_ends_with_the_last_second(leaver: User, at: Any) -> None:
    departing.leave(leaver, Departure.Comments.KEEP)
    at.tick(timedelta(days=7) - timedelta(seconds=1))
    assert departing.finish_due() == 0
    departing.come_back(leaver)
    departing.leave(leaver, Departure.Comments.KEEP)
    at.tick(timedelta(days=7))
    with pytest.raises(departing.TooLate):
        departing.come_back(leaver)
    assert departing.finish_due() == 1


def test_logging_in_after_the_days_says_that_they_are_over(leaver: User, at: Any) -> None:
    departing.leave(leaver, Departure.Comments.KEEP)
    at.tick(timedelta(days=7) - timedelta(seconds=10))
    late, _answer = enter(leaver)  # stands before the way back
    at.tick(timedelta(seconds=11))
    assert late.post(BACK)["Location"] == "/accounts/gone/"
    client, answer = enter(leaver)
    assert answer["Location"] == "/accounts/gone/"
    assert "_auth_user_id" not in client.session
    assert client.get("/accounts/gone/").status_code == 200
    leaver.refresh_from_db()
    assert leaver.closed_at is not None


def test_once_the_erasing_has_begun_nobody_comes_back(left: User) -> None:
    Departure.objects.update(final_at=timezone.now())
    assert Departure.objects.get().begin_to_erase()
    Departure.objects.update(final_at=timezone.now() + timedelta(days=1))  # a clock that was put back
    with pytest.raises(departing.TooLate):
        departing.come_back(left)


def test_how_many_days_is_a_setting(leaver: User, settings: Any) -> None:
    settings.LEAVING_DAYS = 30
    departure = departing.leave(leaver, Departure.Comments.KEEP)
    assert departure.final_at - timezone.now() > timedelta(days=29)


def test_leaving_twice_is_leaving_once(leaver: User) -> None:
    first = departing.leave(leaver, Departure.Comments.KEEP)
    again = departing.leave(leaver, Departure.Comments.ERASE)
    assert (again.pk, again.comments) == (first.pk, Departure.Comments.KEEP)
    assert Notice.objects.of(leaver).count() == 1


def test_the_last_administrator_cannot_leave(leaver: User) -> None:
    User.objects.filter(pk=leaver.pk).update(is_superuser=True)
    leaver.refresh_from_db()
    with pytest.raises(departing.LastAdministrator):
        departing.leave(leaver, Departure.Comments.KEEP)
    second = User.objects.create_superuser("second", "second@example.org", PASSWORD)
    departing.leave(leaver, Departure.Comments.KEEP)
    with pytest.raises(departing.LastAdministrator):  # who has left counts no more
        departing.leave(second, Departure.Comments.KEEP)


def test_one_letter_says_until_when_and_no_other_comes(
    leaver: User, reader: User, discussion: Discussion, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    comment = say(discussion, leaver)
    follow(leaver, discussion)
    with django_capture_on_commit_callbacks(execute=True):
        departure = departing.leave(leaver, Departure.Comments.ERASE)
    [letter] = mail.outbox
    assert letter.to == ["yeondu-baram@example.org"]
    assert "연두빛바람" in letter.body
    assert f"{timezone.localtime(departure.final_at):%-d}일" in letter.body
    assert "/accounts/login/" in letter.body
    with django_capture_on_commit_callbacks(execute=True):
        say(discussion, reader, "답합니다.", parent=comment)
        Notice.tell(leaver, "comment_publish", url="/", comment=comment.pk)
    Notice.objects.filter(mailed_at=None).update(created_at=timezone.now() - timedelta(days=1))
    mail_due_notices()
    assert len(mail.outbox) == 1


def test_one_that_cannot_be_made_final_does_not_keep_the_others(left: User, reader: User, monkeypatch: Any) -> None:
    departing.leave(reader, Departure.Comments.KEEP)
    Departure.objects.update(final_at=timezone.now())
    finish = departing.finish

    def stumble(departure: Departure) -> bool:
        if departure.member_id == left.pk:
            raise RuntimeError
        return finish(departure)

    monkeypatch.setattr(departing, "finish", stumble)
    assert departing.finish_due() == 1
    reader.refresh_from_db()
    assert reader.is_erased
    left.refresh_from_db()
    assert not left.is_erased


def test_a_columnist_keeps_the_name_above_the_columns(client: Client, leaver: User, columns: Any) -> None:
    from articles.models import Author
    from tests.cast import make_column

    author = Author.objects.create(user=leaver, name="연두빛바람")
    make_column(columns, author, "한 편의 글")
    departing.leave(leaver, Departure.Comments.ERASE)
    Departure.objects.update(final_at=timezone.now())
    departing.finish_due()
    author.refresh_from_db()
    assert author.user is None
    author.save()  # an editor at work on it
    assert author.handle == "yeondu-baram"
    assert "한 편의 글" in client.get("/people/yeondu-baram/").content.decode()
