"""The addresses by which members follow and stop following, and the list of what they follow."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import ColumnIndexPage, ColumnPage
from comments import following
from comments.following import Follows, follow
from comments.models import Comment, Discussion, Follow
from tests.cast import log_in, make_column, say

LIST = "/following/"
VERBS = ("follow", "unfollow")


@pytest.fixture
def said(discussion: Discussion, lawyer: User) -> Comment:
    return say(discussion, lawyer)


def test_a_discussion_is_followed_and_no_longer(column: ColumnPage, reader: User) -> None:
    """Also one in which nobody has spoken yet."""
    client = log_in(reader)
    answer = client.post(f"/comments/on/{column.pk}/follow/")
    assert (answer.status_code, answer.url) == (302, f"{column.url}#talk")
    assert following.of(reader, Discussion.on(column)) == Follows(discussion=True)
    client.post(f"/comments/on/{column.pk}/unfollow/")
    assert not Follow.objects.exists()


def test_a_thread_is_followed_by_the_number_of_any_comment_in_it(said: Comment, reader: User, translator: User) -> None:
    reply = say(said.discussion, translator, parent=say(said.discussion, translator, parent=said))
    client = log_in(reader)
    client.post(f"/comments/{reply.pk}/follow/")
    client.post(f"/comments/{said.pk}/follow/")
    assert Follow.objects.get().thread == said
    client.post(f"/comments/{reply.pk}/unfollow/")
    assert not Follow.objects.exists()


def test_the_press_leads_back_to_where_it_was_made(column: ColumnPage, reader: User) -> None:
    place = f"{column.url}?order=old#talk"
    assert log_in(reader).post(f"/comments/on/{column.pk}/follow/", {"next": place}).url == place
    assert (
        Client().post(f"/comments/on/{column.pk}/follow/", {"next": "/columns/?page=2"}).url
        == "/accounts/login/?next=%2Fcolumns%2F%3Fpage%3D2"
    )


def test_twice_is_once(column: ColumnPage, said: Comment, reader: User) -> None:
    client = log_in(reader)
    for address in (f"on/{column.pk}", said.pk) * 2:
        client.post(f"/comments/{address}/follow/")
    assert Follow.objects.count() == 2


def test_two_presses_at_once_are_one(discussion: Discussion, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have found nothing yet; the other was first."""
    follow(reader, discussion)
    monkeypatch.setattr(type(Follow.objects.all()), "exists", lambda self: False)
    follow(reader, discussion)
    assert Follow.objects.count() == 1


def test_only_what_one_can_see_is_followed(column: ColumnPage, said: Comment, reader: User) -> None:
    client = log_in(reader)
    restriction = column.view_restrictions.create(restriction_type="groups")
    assert client.post(f"/comments/on/{column.pk}/follow/").status_code == 404
    assert client.post(f"/comments/{said.pk}/follow/").status_code == 404
    restriction.delete()
    column.unpublish()
    assert client.post(f"/comments/on/{column.pk}/follow/").status_code == 410
    assert client.post(f"/comments/{said.pk}/follow/").status_code == 410
    assert not Follow.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("number", [999_999, 10**17])
def test_what_is_not_there_is_not_followed(db: None, reader: User, columns: ColumnIndexPage, verb: str, number: int) -> None:
    client = log_in(reader)
    assert client.post(f"/comments/on/{number}/{verb}/").status_code == 404
    assert client.post(f"/comments/{number}/{verb}/").status_code == 404
    if verb == "follow":
        assert client.post(f"/comments/on/{columns.pk}/follow/").status_code == 404, "a page without discussion"


@pytest.mark.parametrize("verb", VERBS)
def test_looking_is_no_way_of_following(column: ColumnPage, said: Comment, reader: User, verb: str) -> None:
    for address in (f"on/{column.pk}", said.pk):
        assert log_in(reader).get(f"/comments/{address}/{verb}/").status_code == 405


def test_what_can_no_longer_be_seen_can_still_be_unfollowed(column: ColumnPage, said: Comment, reader: User) -> None:
    follow(reader, said.discussion)
    follow(reader, said.discussion, said)
    column.unpublish()
    client = log_in(reader)
    page = client.get(LIST).content.decode()
    assert column.title not in page
    assert page.count("/unfollow/") == 2
    client.post(f"/comments/on/{column.pk}/unfollow/")
    client.post(f"/comments/{said.pk}/unfollow/")
    assert not Follow.objects.exists()


def test_the_list_names_what_one_follows_and_nobody_else_sees_it(column: ColumnPage, said: Comment, reader: User, translator: User) -> None:
    follow(reader, said.discussion)
    follow(reader, said.discussion, said)
    page = log_in(reader).get(LIST).content.decode()
    assert page.count(column.title) >= 2
    assert "윤해인" in page
    assert column.title not in log_in(translator).get(LIST).content.decode()
    assert Client().get(LIST).url == f"/accounts/login/?next={LIST}"
    assert LIST in log_in(reader).get("/accounts/settings/").content.decode()


def test_the_list_does_not_name_a_column_that_is_kept_to_others_since(column: ColumnPage, said: Comment, reader: User) -> None:
    follow(reader, said.discussion)
    column.view_restrictions.create(restriction_type="groups")
    assert column.title not in log_in(reader).get(LIST).content.decode()


def test_the_list_is_paged_and_costs_no_more_the_longer_it_is(
    said: Comment, reader: User, lawyer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in(reader)
    follow(reader, said.discussion)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for number in range(55):
        follow(reader, said.discussion, say(said.discussion, lawyer, f"말 {number}"))
    with django_assert_max_num_queries(len(few)):
        page = client.get(LIST).content.decode()
    assert page.count("/unfollow/") == 50
    assert "?page=2" in page
    assert client.get(f"{LIST}?page=x").status_code == 200


def test_as_much_as_one_may_and_no_more(column: ColumnPage, said: Comment, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST", 1)
    client = log_in(reader)
    client.post(f"/comments/on/{column.pk}/follow/")
    answer = client.post(f"/comments/{said.pk}/follow/", {"next": LIST}, follow=True)
    assert "1" in str(list(answer.context["messages"])[-1])
    assert Follow.objects.get().thread is None


def button(reader: Any, **context: Any) -> str:
    request = RequestFactory().get("/columns/a/", {"order": "old"})
    request.user = reader
    return render_to_string("comments/includes/follow.html", {**context, "request": request}, request)


def test_the_button_says_what_is_and_does_the_other(discussion: Discussion, reader: User) -> None:
    for follows, action, pressed in (
        (Follows(), f"/comments/on/{discussion.page_id}/follow/", "false"),
        (Follows(discussion=True), f"/comments/on/{discussion.page_id}/unfollow/", "true"),
    ):
        html = button(reader, discussion=discussion, follows=follows)
        assert f'action="{action}"' in html
        assert f'aria-pressed="{pressed}"' in html
        assert 'value="/columns/a/?order=old#talk"' in html


def test_strangers_are_shown_no_button(discussion: Discussion) -> None:
    assert button(AnonymousUser(), discussion=discussion, follows=Follows()).strip() == ""


def test_of_an_alias_the_discussion_of_its_source_is_followed(columns: ColumnIndexPage, columnist: Any, reader: User) -> None:
    source = make_column(columns, columnist, "본래 칼럼")
    alias = source.create_alias(update_slug="alias")
    client = log_in(reader)
    client.post(f"/comments/on/{alias.pk}/follow/")
    assert Follow.objects.get().discussion.page_id == source.pk
    client.post(f"/comments/on/{alias.pk}/unfollow/")
    assert not Follow.objects.exists()
