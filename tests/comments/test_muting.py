"""Not wanting to read somebody: a member's own affair, of which nobody else learns anything."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Notice, User
from articles.models import ColumnPage
from comments import muting
from comments.models import Discussion, Mute
from tests.cast import log_in, make_member, say

LIST = "/comments/muted/"


def press(client: Client, person: User, verb: str = "mute", **data: Any) -> Any:
    return client.post(f"{LIST}{person.handle}/{verb}/", data)


def test_on_a_members_page_a_member_can_have_their_comments_folded(reader: User, lawyer: User) -> None:
    client = log_in(reader)
    assert f'action="{LIST}yunhaein/mute/"' in client.get("/people/yunhaein/").content.decode()
    answer = press(client, lawyer, next="/people/yunhaein/")
    assert (answer.status_code, answer.url) == (302, "/people/yunhaein/")
    assert muting.muted_by(reader) == {lawyer.pk}
    page = client.get("/people/yunhaein/").content.decode()
    assert f'action="{LIST}yunhaein/unmute/"' in page
    press(client, lawyer, "unmute")
    assert muting.muted_by(reader) == set()


def test_a_strangers_page_of_a_member_has_no_form_and_no_cookie(lawyer: User) -> None:
    answer = Client().get("/people/yunhaein/")
    assert "mute" not in answer.content.decode()
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert not answer.cookies


def test_it_is_offered_where_one_reports(discussion: Discussion, reader: User, lawyer: User) -> None:
    said = say(discussion, lawyer)
    client = log_in(reader)
    assert f'action="{LIST}yunhaein/mute/"' in client.get(f"/comments/{said.pk}/report/").content.decode()
    assert press(client, lawyer, next=f"/comments/{said.pk}/").url == f"/comments/{said.pk}/"
    assert "/mute/" not in Client().get(f"/comments/{said.pk}/report/").content.decode()


def test_twice_is_once(reader: User, lawyer: User) -> None:
    client = log_in(reader)
    for _time in range(2):
        press(client, lawyer)
    assert Mute.objects.count() == 1
    for _time in range(2):
        press(client, lawyer, "unmute")
    assert not Mute.objects.exists()


def test_nobody_mutes_themselves(reader: User) -> None:
    client = log_in(reader)
    assert "/mute/" not in client.get("/people/slow-walk/").content.decode()
    answer = client.post(f"{LIST}slow-walk/mute/", follow=True)
    assert not Mute.objects.exists()
    assert len(answer.context["messages"]) == 1


def test_the_muted_are_told_nothing_and_see_nothing(column: ColumnPage, discussion: Discussion, reader: User, lawyer: User) -> None:
    say(discussion, reader)
    muted, stranger = log_in(lawyer), Client()
    before = [client.get(path).content.decode() for client in (muted, stranger) for path in ("/people/slow-walk/", "/people/yunhaein/")]
    muting.mute(reader, lawyer)
    after = [client.get(path).content.decode() for client in (muted, stranger) for path in ("/people/slow-walk/", "/people/yunhaein/")]
    assert [_without_tokens(page) for page in before] == [_without_tokens(page) for page in after]
    assert not Notice.objects.of(lawyer).exists()


def _without_tokens(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_an_answer_by_somebody_muted_is_not_told_to_who_muted_them(
    discussion: Discussion, reader: User, lawyer: User, translator: User
) -> None:
    said = say(discussion, reader)
    muting.mute(reader, lawyer)
    say(discussion, lawyer, parent=said)
    assert not Notice.objects.of(reader).exists()
    say(discussion, translator, parent=said)
    assert Notice.objects.of(reader).get().context["author"] == translator.pk


def test_muting_goes_one_way(discussion: Discussion, reader: User, lawyer: User) -> None:
    said = say(discussion, lawyer)
    muting.mute(reader, lawyer)
    say(discussion, reader, parent=said)
    assert Notice.objects.of(lawyer).get().kind == "reply"
    assert muting.muted_by(lawyer) == set()


def test_the_list_names_whom_one_has_muted_and_nobody_else_sees_it(reader: User, lawyer: User, translator: User) -> None:
    muting.mute(reader, lawyer)
    assert "윤해인" in log_in(reader).get(LIST).content.decode()
    assert "윤해인" not in log_in(translator).get(LIST).content.decode()
    assert Client().get(LIST).url == f"/accounts/login/?next={LIST}"
    assert LIST in log_in(reader).get("/accounts/settings/").content.decode()


def test_the_list_is_paged_and_costs_no_more_the_longer_it_is(reader: User, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = log_in(reader)
    people = User.objects.bulk_create(User(handle=f"p{n}", handle_key=f"p{n}", name=f"사람{n}") for n in range(60))
    muting.mute(reader, people[0])
    with django_assert_max_num_queries(15) as few:
        client.get(LIST)
    for person in people:
        muting.mute(reader, person)
    with django_assert_max_num_queries(len(few)):
        page = client.get(LIST).content.decode()
    assert page.count("/unmute/") == 50
    assert "?page=2" in page
    assert client.get(f"{LIST}?page=99x").status_code == 200


def test_as_many_as_one_may_and_no_more(reader: User, lawyer: User, translator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(muting, "MOST", 1)
    client = log_in(reader)
    press(client, lawyer)
    answer = client.post(f"{LIST}mungaram/mute/", follow=True)
    assert "1" in str(list(answer.context["messages"])[-1])
    assert muting.muted_by(reader) == {lawyer.pk}
    press(client, lawyer)  # again, which changes nothing
    assert muting.muted_by(reader) == {lawyer.pk}


def test_whom_one_reads_costs_a_member_one_query_and_a_stranger_none(
    reader: User, lawyer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.contrib.auth.models import AnonymousUser

    muting.mute(reader, lawyer)
    with django_assert_num_queries(1):
        assert muting.muted_by(reader) == {lawyer.pk}
    with django_assert_num_queries(0):
        assert muting.muted_by(AnonymousUser()) == set()


@pytest.mark.parametrize("handle", ["nobody-there", "%00", "~999", "a" * 300])
@pytest.mark.parametrize("verb", ["mute", "unmute"])
def test_nobody_is_nobody(reader: User, handle: str, verb: str) -> None:
    assert log_in(reader).post(f"{LIST}{handle}/{verb}/").status_code == 404


@pytest.mark.parametrize("verb", ["mute", "unmute"])
def test_looking_is_no_way_of_muting(reader: User, lawyer: User, verb: str) -> None:
    assert log_in(reader).get(f"{LIST}yunhaein/{verb}/").status_code == 405


def test_a_stranger_is_led_to_the_login_and_back_to_the_page(lawyer: User) -> None:
    assert press(Client(), lawyer, next="/people/yunhaein/").url == "/accounts/login/?next=%2Fpeople%2Fyunhaein%2F"
    assert press(Client(), lawyer).url == "/accounts/login/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "\x00", "http:///evil.example"]
)
def test_the_form_leads_nowhere_but_here(reader: User, lawyer: User, elsewhere: str) -> None:
    assert press(log_in(reader), lawyer, next=elsewhere).url == LIST
    assert press(Client(), lawyer, next=elsewhere).url == "/accounts/login/"


def test_who_leaves_takes_their_list_along_and_stays_on_those_of_others(reader: User, lawyer: User, translator: User) -> None:
    muting.mute(lawyer, translator)
    muting.mute(reader, lawyer)
    lawyer.close()
    assert [(one.member, one.muted) for one in Mute.objects.all()] == [(reader, lawyer)]
    client = log_in(reader)
    assert "윤해인" not in client.get(LIST).content.decode()
    lawyer.refresh_from_db()
    press(client, lawyer, "unmute")
    assert not Mute.objects.exists()


def test_two_presses_at_once_are_one(reader: User, lawyer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have found nobody muted yet; the other was first."""
    Mute.objects.create(member=reader, muted=lawyer)
    monkeypatch.setattr(muting, "is_muted", lambda member, other: False)
    muting.mute(reader, lawyer)
    assert Mute.objects.count() == 1


def test_a_columnist_who_is_no_member_has_no_comments_to_fold(column: ColumnPage, reader: User) -> None:
    assert "/mute/" not in log_in(reader).get("/people/han-seoyun/").content.decode()
    make_member("plain-member", "그냥")
    assert "/mute/" in log_in(reader).get("/people/plain-member/").content.decode()
