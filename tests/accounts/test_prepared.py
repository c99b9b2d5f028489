"""Queries that are compiled once give what the query set would have given."""

import uuid
from typing import Any

import pytest
from django.db.models import Count, F, QuerySet, Value

from accounts.models import Profession, User
from accounts.prepared import Prepared
from comments.models import Comment, Discussion
from tests.cast import say

members: Prepared[User] = Prepared(
    lambda slug, least: User.objects.filter(profession__slug=slug, pk__gte=least).select_related("profession").order_by("pk"), str, int
)


def test_it_gives_the_same_rows_for_other_values(lawyer: User, translator: User, reader: User) -> None:
    for _ in range(2):
        for slug, least in (("lawyer", 0), ("translator", 0), ("lawyer", lawyer.pk + 1), ("nobody", 0)):
            found = members(slug, least)
            assert found == list(User.objects.filter(profession__slug=slug, pk__gte=least))
            assert all(member.profession.slug == slug and member.date_joined.tzinfo for member in found)


def test_values_are_values_whatever_is_in_them(lawyer: User) -> None:
    assert members("lawyer' OR '1'='1", 0) == []
    assert members("%s", 0) == []


def test_what_stands_beside_the_rows_comes_along(lawyer: User, discussion: Discussion) -> None:
    say(discussion, lawyer)
    counted: Prepared[Discussion] = Prepared(
        lambda page: Discussion.objects.filter(page=page).annotate(said=Count("comments"), word=Value("말")), int
    )
    for found in (counted(discussion.page_id), counted(discussion.page_id)):
        assert [(one.pk, one.said, one.word) for one in found] == [(discussion.pk, 1, "말")]  # type: ignore[attr-defined]


def test_values_and_unions_come_as_lists(lawyer: User, translator: User, discussion: Discussion) -> None:
    said = [say(discussion, author) for author in (lawyer, translator)]

    def build(one: int, other: int) -> QuerySet[Comment, Any]:
        by = (Comment.objects.filter(author=author).order_by().values_list(F("pk"), "key", Value("말")) for author in (one, other))
        return next(by).union(*by, all=True)

    rows = Prepared(build, int, int)(lawyer.pk, translator.pk)
    assert sorted(map(tuple, rows)) == sorted((comment.pk, comment.key, "말") for comment in said)  # type: ignore[arg-type]
    assert isinstance(rows[0][1], uuid.UUID)  # type: ignore[index]


def test_a_column_that_was_left_out_is_read_when_it_is_asked_for(lawyer: User, django_assert_num_queries: Any) -> None:
    professions: Prepared[Profession] = Prepared(lambda pk: Profession.objects.filter(pk=pk).only("slug"), int)
    (profession,) = professions(lawyer.profession_id)  # type: ignore[arg-type]
    with django_assert_num_queries(1):
        assert (profession.slug, profession.name) == ("lawyer", "변호사")


def test_it_asks_once_and_compiles_no_more(lawyer: User, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    members("lawyer", 0)
    monkeypatch.setattr(members, "build", lambda *values: pytest.fail("compiled again"))
    with django_assert_num_queries(1):
        assert members("lawyer", 0) == [lawyer]


def test_rows_that_are_read_quickly_are_rows_like_others(lawyer: User) -> None:
    found = User.objects.get(pk=lawyer.pk)
    assert found == lawyer
    assert not found._state.adding
    assert found._state.db == "default"
    found.name = "새 이름"
    found.save(update_fields=["name"])
    assert User.objects.get(pk=lawyer.pk).name == "새 이름"
    deferred = User.objects.defer("bio").get(pk=lawyer.pk)
    assert deferred.get_deferred_fields() == {"bio"}
    assert deferred.bio == lawyer.bio
