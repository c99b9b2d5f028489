"""Closing an account for good: what goes, what stays, and that it cannot be undone."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import departing, leaving
from accounts.models import Credential, Departure, Handle, MemberSession, Notice, User
from comments.models import Discussion, KeptDraft
from tests.accounts.forms import errors
from tests.cast import PASSWORD, log_in, make_member, say

pytestmark = pytest.mark.django_db
CLOSE = "/accounts/close/"
SURE = {"sure": "on", "comments": "keep"}


@pytest.fixture
def leaver(db: None) -> User:
    """연두빛바람, who has used everything there is."""
    user = make_member("yeondu-baram", "연두빛바람", profession="translator", verified=True)
    user.bio = "연두빛으로 씁니다"
    user.save()
    Credential.objects.filter(user=user).update(note="연두빛바람 님의 역서 판권면")
    return user


def log_in_freshly(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def be_gone(user: User) -> None:
    """The days for coming back pass, and the clock has its turn."""
    Departure.objects.filter(member=user).update(final_at=timezone.now())
    assert departing.finish_due() == 1


def every_text() -> str:
    """Everything that stands in any column of any table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            found += [str(value) for row in cursor.fetchall() for value in row if value is not None]
    return "\n".join(found)


def test_it_asks_for_the_password_first(leaver: User) -> None:
    client = log_in(leaver)
    assert client.get(CLOSE)["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fclose%2F"
    response = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": CLOSE})
    assert response["Location"] == CLOSE
    assert client.get(CLOSE).status_code == 200


def test_a_wrong_password_closes_nothing(leaver: User) -> None:
    client = log_in(leaver)
    client.post(CLOSE, SURE)
    assert errors(client.post("/accounts/reauthenticate/", {"password": "다른 암호", "next": CLOSE}), "password")
    leaver.refresh_from_db()
    assert leaver.closed_at is None


def test_it_asks_whether_one_is_sure(leaver: User) -> None:
    response = log_in_freshly(leaver).post(CLOSE, {})
    assert errors(response, "sure")
    assert errors(response, "comments")
    leaver.refresh_from_db()
    assert leaver.is_active


def test_no_trace_of_the_person_is_left_in_any_table(leaver: User, reader: User, discussion: Discussion) -> None:
    first = say(discussion, reader)
    say(discussion, leaver, "책상 위에서 보이지 않던 것입니다.", parent=first)
    KeptDraft.keep(discussion.page, "연두빛바람의 쓰다 만 글", user=leaver)
    client = log_in_freshly(leaver)
    client.post("/accounts/settings/", {"name": "연두빛바람", "handle": "yeondu-two", "language": "ko"})
    assert "연두빛바람" in every_text()
    assert client.post(CLOSE, SURE)["Location"] == "/accounts/closed/"
    be_gone(leaver)
    left = every_text()
    for trace in ("연두빛", "yeondu", leaver.email):
        assert trace not in left
    assert "책상 위에서" in left


def test_the_comment_stays_as_a_former_members(leaver: User, reader: User, discussion: Discussion) -> None:
    comment = say(discussion, leaver)
    reply = say(discussion, reader, parent=comment)
    leaver.close()
    comment.refresh_from_db()
    assert comment.is_public
    assert comment.author == leaver
    assert comment.author.shown_name != "연두빛바람"
    assert comment.credential is not None  # what was worn stays with what was said
    assert reply.parent == comment


def test_nobody_can_log_in_again(leaver: User) -> None:
    elsewhere, email = log_in(leaver), leaver.email
    log_in_freshly(leaver).post(CLOSE, SURE)
    be_gone(leaver)
    assert elsewhere.get("/accounts/settings/").status_code == 302
    assert not MemberSession.objects.filter(member=leaver.pk).exists()
    client = Client()
    client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post("/accounts/login/code/", {"email": email})
    assert "_auth_user_id" not in client.session


def test_the_handle_is_never_given_out_again_and_its_address_is_gone(client: Client, leaver: User) -> None:
    leaver.close()
    assert Handle.was_given("yeondu-baram")
    assert not Handle.is_free("yeondu-baram")
    assert client.get("/people/yeondu-baram/").status_code == 410
    assert client.get(f"/people/~{leaver.pk}/").status_code in (404, 410)


def test_the_same_person_can_come_back_as_somebody_new(leaver: User) -> None:
    email = leaver.email
    leaver.close()
    assert make_member("new-wind", "새바람").pk != leaver.pk
    User.objects.create_user("again", email, PASSWORD)


def test_closing_twice_changes_nothing(leaver: User) -> None:
    leaver.close()
    closed_at = leaver.closed_at
    leaver.close()
    assert leaver.closed_at == closed_at


def test_if_anything_fails_nothing_is_closed(leaver: User, monkeypatch: Any) -> None:
    def stumble(user: User) -> None:
        raise RuntimeError

    monkeypatch.setattr(leaving, "_empty_row", stumble)  # the last thing that happens
    with pytest.raises(RuntimeError):
        leaver.close()
    leaver.refresh_from_db()
    assert leaver.email
    assert leaver.verified_email


def test_the_last_administrator_stays(leaver: User) -> None:
    User.objects.filter(pk=leaver.pk).update(is_superuser=True)
    client = log_in_freshly(leaver)
    client.post(CLOSE, SURE)
    leaver.refresh_from_db()
    assert leaver.closed_at is None
    User.objects.create_superuser("second", "second@example.org", PASSWORD)
    client.post(CLOSE, SURE)
    leaver.refresh_from_db()
    assert leaver.closed_at is not None


def test_notices_of_others_no_longer_name_who_left(leaver: User, reader: User, discussion: Discussion) -> None:
    comment = say(discussion, reader)
    say(discussion, leaver, parent=comment)
    client = log_in(reader)
    assert "연두빛바람" in client.get("/accounts/inbox/").content.decode()
    leaver.close()
    page = client.get("/accounts/inbox/").content.decode()
    assert "연두빛바람" not in page
    assert Notice.objects.of(reader).count() == 1
