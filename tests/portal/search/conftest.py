"""A small publication in which something can be found, and how the tests look for it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import Profession, User
from accounts.searching.building import build_all
from articles.models import Author, ColumnIndexPage, ColumnPage, Topic
from comments.models import Discussion
from tests.cast import make_column, say

Search = Callable[..., BeautifulSoup]


@pytest.fixture
def search(client: Client) -> Search:
    """A stranger searches, on an index that knows everything there is, and gets a page whatever was asked."""

    def search(words: str | None = None, *, by: Client = client, path: str = "/search/", **query: Any) -> BeautifulSoup:
        answer = by.get(path, {**({} if words is None else {"q": words}), **query})
        assert answer.status_code == 200, answer
        return BeautifulSoup(answer.content, "html.parser")

    return search


@pytest.fixture
def told(columns: ColumnIndexPage, columnist: Author) -> ColumnPage:
    column = make_column(columns, columnist, "변호사들의 밤", "국선변호사는 밤에 기록을 읽는다.", "노동시장은 그 밤에 문을 닫지 않는다.")
    column.professions.set(Profession.objects.filter(slug__in=["lawyer", "judge"]))
    column.topics.set([Topic.objects.create(name="일과 기술", description="일이 기계를 만나는 자리.")])
    column.save()
    return ColumnPage.objects.get(pk=column.pk)


@pytest.fixture
def talk(told: ColumnPage) -> Discussion:
    return Discussion.for_writing(told)


@pytest.fixture
def talked(talk: Discussion, lawyer: User, translator: User, reader: User) -> Discussion:
    """Three speak of lawyers: one, a translator, and somebody who says nothing of themselves."""
    say(talk, lawyer, "변호사로 십 년을 보냈습니다.")
    say(talk, translator, "번역가가 보기에 변호사의 문장은 길다.")
    say(talk, reader, "변호사를 만난 적이 없다.")
    build_all()
    return talk
