"""The same where a process remembers what changes rarely, and changes are committed, as on a site: what was found before is not found after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import ColumnPage
from comments.models import Comment
from portal.kept import remembered, scopes
from tests.comments.claims.conftest import blind, file  # noqa: F401 - fixtures
from tests.portal.kept.conftest import REAL, keeping  # noqa: F401 - a fixture
from tests.portal.search.test_not_found import *  # noqa: F403 - all of its tests
from tests.portal.search.test_not_found import TITLE, WORD, page_of, scene, shown_comments, speaker  # noqa: F401 - fixtures

pytestmark = REAL


@pytest.fixture(autouse=True)
def remembering(keeping: Path) -> Iterator[None]:  # noqa: F811
    yield
    assert remembered.memory() is remembered.memory(), "something is kept in these tests"


def tables_read() -> str:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        Client().get("/search/", {"q": WORD})
    return " ".join(one["sql"] for one in asked.captured_queries)


def test_what_changes_rarely_is_read_once(scene: Comment) -> None:  # noqa: F811
    first, again = tables_read(), tables_read()
    for table in ("accounts_profession", "articles_topic", "articles_columnpage_professions", "wagtailcore_pageviewrestriction"):
        assert f'FROM "{table}"' in first, table
        assert f'FROM "{table}"' not in again, table
    assert 'FROM "comments_comment"' in again, "whether a comment may be seen is asked each time"


def test_nothing_is_shared_while_a_change_is_on_its_way(scene: Comment) -> None:  # noqa: F811
    assert shown_comments() == 1
    remembered.sort_of(remembered.memory(), "columns")[0] = None
    scopes_file = Path(scopes.path_to("scopes", scopes.SITE))
    before = scopes_file.read_bytes()
    scopes_file.write_bytes(before + scopes.line(scopes.OPEN, scopes.new_token()))
    assert remembered.memory() == {}
    assert remembered.memory() is not remembered.memory()
    scopes_file.write_bytes(before)
    assert remembered.sort_of(remembered.memory(), "columns")[0] is None


def test_a_changed_column_is_shown_as_it_is_now(scene: Comment) -> None:  # noqa: F811
    page = Client().get("/search/", {"q": WORD}).content.decode()
    assert TITLE in page
    column = page_of(scene)
    column.title = "왜가리마을의 진실"
    column.save_revision().publish()
    page = Client().get("/search/", {"q": WORD}).content.decode()
    assert TITLE not in page
    assert "왜가리마을의 진실" in page
    assert ColumnPage.objects.get(pk=column.pk).title in page


def test_too_many_things_of_a_sort_begin_anew() -> None:
    things = remembered.memory()
    remembered.sort_of(things, "numbers", most=2).update({1: 1, 2: 2, 3: 3})
    assert remembered.sort_of(things, "numbers", most=2) == {}
