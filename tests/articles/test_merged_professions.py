"""Columns, their drafts and older revisions after a profession was merged or retired."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import merging
from accounts.models import Profession, User
from articles.models import ColumnPage

Filled = Callable[..., dict[str, Any]]


def of(slug: str) -> Profession:
    return Profession.objects.get(slug=slug)


def tags(page: Any) -> list[str]:
    return sorted(profession.slug for profession in page.professions.all())


@pytest.fixture
def drafted(column: ColumnPage) -> ColumnPage:
    """Tagged with the interpreter alone, and a draft on it with interpreter and translator."""
    column.professions = [of("interpreter")]
    column.save_revision().publish()
    column.professions = [of("interpreter"), of("translator")]
    column.save_revision()
    return ColumnPage.objects.get(pk=column.pk)


@pytest.fixture
def merged(drafted: ColumnPage, administrator: User) -> ColumnPage:
    merging.merge(of("interpreter"), of("translator"), by=administrator)
    return ColumnPage.objects.get(pk=drafted.pk)


def edit(page: ColumnPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_draft_that_names_what_was_merged_is_published_with_the_new_one(merged: ColumnPage) -> None:
    merged.get_latest_revision().publish()
    assert tags(ColumnPage.objects.get(pk=merged.pk)) == ["translator"]


def test_an_older_revision_never_brings_it_back(merged: ColumnPage) -> None:
    merged.revisions.order_by("pk").first().publish()
    assert "interpreter" not in tags(ColumnPage.objects.get(pk=merged.pk))
    oldest = merged.revisions.exclude(pk=merged.revisions.order_by("pk").first().pk).order_by("pk").first()
    oldest.publish()
    assert tags(ColumnPage.objects.get(pk=merged.pk)) == ["translator"]


def test_saving_a_draft_again_names_the_new_one(merged: ColumnPage) -> None:
    revision = merged.get_latest_revision().as_object().save_revision()
    assert revision.content["professions"] == [of("translator").pk]


def test_the_form_of_a_draft_shows_the_new_one_ticked(merged: ColumnPage, newsroom: Client) -> None:
    form = newsroom.get(edit(merged)).context["form"]
    assert [one.slug for one in form.initial["professions"]] == ["translator"]
    assert of("interpreter") not in form.fields["professions"].queryset


def test_a_form_that_was_open_meanwhile_is_taken_with_the_new_one_and_the_editor_is_told(
    merged: ColumnPage, newsroom: Client, filled: Filled
) -> None:
    sent = filled() | {"professions": [str(of(slug).pk) for slug in ("interpreter", "lawyer", "translator")], "action-publish": "1"}
    page = newsroom.post(edit(merged), sent, follow=True).content.decode()
    assert tags(ColumnPage.objects.get(pk=merged.pk)) == ["lawyer", "translator"]
    assert "‘통역사’ 직업이 ‘번역가’ 직업에 합쳐져" in page


def test_a_form_with_one_that_was_retired_meanwhile_is_refused_with_everything_kept(
    column: ColumnPage, newsroom: Client, filled: Filled
) -> None:
    Profession.objects.filter(slug="lawyer").update(retired_at=timezone.now())
    answer = newsroom.post(edit(column), filled("새로 지은 제목") | {"action-publish": "1"})
    assert "‘변호사’" in " ".join(answer.context["form"].errors["professions"])
    page = answer.content.decode()
    assert "새로 지은 제목" in page
    assert f'value="{of("translator").pk}"' in page
    assert ColumnPage.objects.get(pk=column.pk).title == column.title


@pytest.mark.parametrize("number", ["999999", "시인", "\x00", "9" * 40, "-1"])
def test_a_form_with_a_number_of_none_is_refused(number: str, column: ColumnPage, newsroom: Client, filled: Filled) -> None:
    answer = newsroom.post(edit(column), filled() | {"professions": [number], "action-publish": "1"})
    assert "professions" in answer.context["form"].errors


def test_a_column_without_any_profession_is_fine(column: ColumnPage, newsroom: Client, filled: Filled) -> None:
    newsroom.post(edit(column), filled("아무 직업도 아닌 글") | {"professions": [], "action-publish": "1"})
    page = ColumnPage.objects.get(pk=column.pk)
    assert (page.title, tags(page)) == ("아무 직업도 아닌 글", [])
