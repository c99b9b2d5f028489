"""What the tests of reading pages share."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import Profession
from articles.models import Author, ColumnIndexPage, ColumnPage, Topic
from tests.cast import make_column

Read = Callable[..., BeautifulSoup]


@pytest.fixture
def read(client: Client) -> Read:
    """A stranger opens an address and gets its page, which has to be there."""

    def open_page(address: str, **query: object) -> BeautifulSoup:
        response = client.get(address, query)
        assert response.status_code == 200, response
        return BeautifulSoup(response.content, "html.parser")

    return open_page


@pytest.fixture
def tagged(column: ColumnPage) -> ColumnPage:
    """The column, with two professions and a topic."""
    column.professions.set(Profession.objects.filter(slug__in=["lawyer", "translator"]))
    column.topics.set([Topic.objects.create(name="일과 기술", description="일이 기계를 만나는 자리.")])
    column.save()
    return ColumnPage.objects.get(pk=column.pk)


@pytest.fixture
def many(columns: ColumnIndexPage, columnist: Author) -> list[ColumnPage]:
    """Thirteen columns: one more than a page of the list holds."""
    return [make_column(columns, columnist, f"칼럼 {number}", "한 문단.") for number in range(13)]
