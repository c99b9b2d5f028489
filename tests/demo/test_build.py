"""Building the demo: only where nothing is, and with nothing that lies in the future."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from accounts.models import Notice, User
from articles.models import ColumnPage
from comments.models import Comment, Decision, Report
from demo.body import body_blocks, rich_text
from demo.build import NotOurs, build_demo
from demo.checks import ContentError, check_content
from demo.content import Content, read_content
from tests.demo.keeping import keep, put
from tests.demo.test_built import rows

pytestmark = pytest.mark.django_db
WORK = re.compile("_fts_(config|content|data|docsize|idx)$")  # how SQLite lays its search out within, which depends on the order of writing


def found() -> dict[str, str]:
    return {table: digest for table, digest in rows().items() if not WORK.search(table)}


def test_a_database_with_content_of_its_own_is_refused_and_left_alone():
    User.objects.create_user("someone")
    with pytest.raises(CommandError, match="not the demo's"):
        call_command("build_demo")
    assert ColumnPage.objects.count() == Comment.objects.count() == 0


def test_a_site_that_has_been_set_up_is_refused_even_before_its_first_member():
    from portal.setup.pages import ensure_tree

    ensure_tree("신문", "desk@example.org", "localhost", 80)
    with pytest.raises(NotOurs):
        build_demo()


def test_outside_the_local_profile_the_public_password_is_refused(settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="--password"):
        call_command("build_demo")


def test_built_just_after_midnight_nothing_happens_in_the_future_and_the_copy_that_others_stand_on_is_the_same(tmp_path):
    now = datetime(2026, 11, 23, 0, 5, tzinfo=ZoneInfo("Asia/Seoul"))
    with transaction.atomic():
        build_demo(now)
        assert not Comment.objects.filter(created_at__gt=now).exists()
        assert not Comment.objects.filter(published_at__gt=now).exists()
        assert not Decision.objects.filter(made_at__gt=now).exists()
        assert not Report.objects.filter(created_at__gt=now).exists()
        assert not ColumnPage.objects.filter(date__gt=now).exists()
        assert not Notice.objects.filter(created_at__gt=now).exists()
        built = found()
        keep(tmp_path, now)
        transaction.set_rollback(True)
    assert found() != built
    assert put(tmp_path) == now
    assert found() == built


def test_a_fault_in_the_content_is_named_with_its_place():
    content = read_content()
    column = next(column for column in content.columns if column.comments)
    with pytest.raises(ContentError, match=f"discussions/{column.key} 1: no member"):
        check_content(Content(content.authors, {}, [column]))


def test_what_an_author_typed_is_text_and_never_markup():
    assert rich_text("a < b & **‘말’**이 [여기](https://example.org/?a=1&b=2)") == (
        '<p>a &lt; b &amp; <b>‘말’</b>이 <a href="https://example.org/?a=1&amp;b=2">여기</a></p>'
    )


def test_blocks_keep_their_ids_from_build_to_build():
    column = read_content().columns[0]
    images = {"empty-desks": 1, "six-lines": 2, "homework-cloth": 3}
    assert body_blocks(column, images) == body_blocks(column, images)
