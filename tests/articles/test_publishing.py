"""An editor's day with a column, by way of the newsroom's own views."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.test.utils.form_data import inline_formset

from accounts.models import Profession
from articles.models import ColumnIndexPage, ColumnPage
from tests.articles.conftest import LINE, PASTE

Filled = Callable[..., dict[str, Any]]


@pytest.fixture
def add(columns: ColumnIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["articles", "columnpage", columns.pk])


def the_column() -> ColumnPage:
    return ColumnPage.objects.get()


def paragraphs(page: ColumnPage) -> list[str]:
    """Without the key that the editor in the browser gives each paragraph."""
    return [re.sub(' data-block-key="[^"]*"', "", child["value"]) for child in page.body.get_prep_value() if child["type"] == "paragraph"]


def test_a_long_column_pasted_in_one_go_is_published_one_block_a_paragraph(newsroom: Client, add: str, filled: Filled) -> None:
    newsroom.post(add, filled() | {"action-publish": "1"})
    page = the_column()
    assert page.live
    texts = paragraphs(page)
    assert len(texts) == 40
    assert all(LINE.strip() in text for text in texts)
    assert 2_000 <= page.characters <= 10_000
    assert newsroom.get(page.url).content.decode().count("변호사(辯護士)의 초벌이") == 80


def test_a_draft_is_split_too_and_is_not_public(newsroom: Client, add: str, filled: Filled, client: Client) -> None:
    newsroom.post(add, filled())
    page = the_column()
    assert not page.live
    assert len(paragraphs(page)) == 40
    assert len(paragraphs(page.get_latest_revision_as_object())) == 40
    assert client.get(page.url).status_code == 404


def test_a_draft_may_be_without_a_columnist_but_a_published_column_may_not(newsroom: Client, add: str, filled: Filled) -> None:
    unnamed = filled(column_authors=inline_formset([]))
    refused = newsroom.post(add, unnamed | {"action-publish": "1"})
    assert refused.context["form"].non_field_errors()
    assert not ColumnPage.objects.exists()
    newsroom.post(add, unnamed)
    assert the_column().authors == []


def test_editing_keeps_the_published_text_until_the_draft_is_published(newsroom: Client, column: ColumnPage, filled: Filled) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[column.pk])
    newsroom.post(edit, filled(text="<p>새로 쓴 하나</p><p>새로 쓴 둘</p>"))
    assert "첫 문단" in newsroom.get(column.url).content.decode()
    assert paragraphs(the_column().get_latest_revision_as_object()) == ["<p>새로 쓴 하나</p>", "<p>새로 쓴 둘</p>"]
    newsroom.post(edit, filled(text="<p>새로 쓴 하나</p><p>새로 쓴 둘</p>") | {"action-publish": "1"})
    assert "새로 쓴 둘" in newsroom.get(column.url).content.decode()


def test_the_preview_shows_what_is_in_the_form_and_saves_nothing(newsroom: Client, column: ColumnPage, filled: Filled) -> None:
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[column.pk])
    assert newsroom.post(preview, filled(text="<p>미리 보는 하나</p><p>미리 보는 둘</p>")).json() == {
        "is_valid": True,
        "is_available": True,
    }
    shown = newsroom.get(preview).content.decode()
    assert ">미리 보는 둘</p>" in shown
    assert "미리 보는" not in str(ColumnPage.objects.get(pk=column.pk).body)


def test_a_new_column_can_be_previewed_before_it_is_saved(newsroom: Client, columns: ColumnIndexPage, filled: Filled) -> None:
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "columnpage", columns.pk])
    assert newsroom.post(preview, filled()).json()["is_valid"]
    response = newsroom.get(preview)
    assert response.status_code == 200
    assert "초벌을 잃은 직업들" in response.content.decode()
    assert not ColumnPage.objects.exists()


def test_a_scheduled_column_goes_live_at_its_time_and_is_dated_by_it(newsroom: Client, add: str, filled: Filled, client: Client) -> None:
    later = timezone.now() + timedelta(days=2)
    stamp = timezone.localtime(later).strftime("%Y-%m-%d %H:%M")
    newsroom.post(add, filled(go_live_at=stamp, expire_at="") | {"action-publish": "1"})
    page = the_column()
    assert not page.live
    call_command("publish_scheduled")
    assert not the_column().live
    with freeze_time(later + timedelta(minutes=2)):
        call_command("publish_scheduled")
        page = the_column()
        assert page.live
        assert page.date is not None
        assert page.date > later
        assert len(paragraphs(page)) == 40
        assert client.get(page.url).status_code == 200


def test_a_date_given_by_the_editor_stays(newsroom: Client, add: str, filled: Filled) -> None:
    newsroom.post(add, filled(date="2026-01-28 09:00") | {"action-publish": "1"})
    assert timezone.localtime(the_column().date).strftime("%Y-%m-%d %H:%M") == "2026-01-28 09:00"


def test_saving_by_program_splits_as_well(columns: ColumnIndexPage) -> None:
    for live in (True, False):
        page = ColumnPage(title=f"글 {live}", live=live, body=[{"type": "paragraph", "value": PASTE}])
        columns.add_child(instance=page)
        assert len(paragraphs(ColumnPage.objects.get(pk=page.pk))) == 40


def test_a_copy_is_a_draft_of_its_own_and_an_alias_follows_its_source(newsroom: Client, column: ColumnPage) -> None:
    copy = reverse("wagtailadmin_pages:copy", args=[column.pk])
    parent = column.get_parent().pk
    newsroom.post(copy, {"new_title": "베낀 글", "new_slug": "베낀-글", "new_parent_page": parent})
    newsroom.post(copy, {"new_title": "다른 이름", "new_slug": "다른-이름", "new_parent_page": parent, "alias": "on"})
    assert not ColumnPage.objects.get(title="베낀 글").live
    alias = ColumnPage.objects.get(slug="다른-이름")
    assert alias.live
    assert alias.alias_of_id == column.pk
    assert list(ColumnPage.objects.newest()) == [column]


def test_every_saving_is_in_the_history_and_the_columnist_stays_named(newsroom: Client, add: str, filled: Filled) -> None:
    newsroom.post(add, filled())
    page = the_column()
    newsroom.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), filled(title="다시 쓴 제목"))
    history = newsroom.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert history.status_code == 200
    assert page.revisions.count() == 2
    assert [author.name for author in page.get_latest_revision_as_object().authors] == ["한서윤"]


def test_professions_are_kept_and_a_retired_one_stays_where_it_was_chosen(newsroom: Client, add: str, filled: Filled) -> None:
    newsroom.post(add, filled() | {"action-publish": "1"})
    page = the_column()
    Profession.objects.filter(slug="lawyer").update(retired_at=timezone.now())
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert newsroom.get(edit).content.decode().count("data-choices>") == 2
    newsroom.post(edit, filled() | {"action-publish": "1"})
    assert {profession.slug for profession in the_column().professions.all()} == {"lawyer", "translator"}


def test_a_cover_without_words_for_it_is_refused_with_the_text_kept(newsroom: Client, add: str, filled: Filled) -> None:
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    image = get_image_model().objects.create(title="그림", file=get_test_image_file())
    response = newsroom.post(add, filled(cover=image.pk) | {"action-publish": "1"})
    assert response.status_code == 200
    assert "cover_alt" in response.context["form"].errors
    assert not ColumnPage.objects.exists()
