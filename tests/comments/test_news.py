"""How an open page learns of new comments: a small answer that is the same for everybody."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Discussion, Rule, State
from tests.cast import log_in, say

pytestmark = pytest.mark.django_db


def arrivals(column: ColumnPage) -> int:
    return int(Client().get(f"/comments/on/{column.pk}/news/").json()["arrivals"])


def test_it_counts_what_arrives_and_never_less(
    column: ColumnPage, discussion: Discussion, reader: User, moderator: User, abuse: Rule, newcomer: User
) -> None:
    assert arrivals(column) == 0
    said = say(discussion, reader)
    assert arrivals(column) == 1
    waiting = say(discussion, newcomer, state=State.PENDING)
    assert arrivals(column) == 1
    waiting.publish(by=moderator)
    assert arrivals(column) == 2
    said.reject(by=moderator, rule=abuse, reason="욕설입니다.")
    said.publish(by=moderator)  # back again is not new
    assert arrivals(column) == 2


def test_the_page_knows_what_it_has_shown(column: ColumnPage, discussion: Discussion, reader: User) -> None:
    say(discussion, reader)
    assert 'data-seen="1"' in Client().get(column.url).content.decode()


def test_one_answer_serves_everybody(column: ColumnPage, discussion: Discussion, reader: User, django_assert_num_queries: object) -> None:
    say(discussion, reader)
    answer = log_in(reader).get(f"/comments/on/{column.pk}/news/")
    assert "public" in answer["Cache-Control"]
    assert "max-age=20" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    with django_assert_num_queries(2):  # view restrictions, the number
        Client().get(f"/comments/on/{column.pk}/news/")


def test_a_page_kept_to_some_tells_nothing_to_the_others(column: ColumnPage, discussion: Discussion) -> None:
    restriction = PageViewRestriction.objects.create(page=column, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    assert Client().get(f"/comments/on/{column.pk}/news/").status_code == 404


@pytest.mark.parametrize("number", [0, 999_999])
def test_what_is_no_discussion_is_not_found(number: int, db: None) -> None:
    assert Client().get(f"/comments/on/{number}/news/").status_code == 404
