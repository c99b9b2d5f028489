"""The addresses of columns: short, Korean, in one Unicode form, and never lost."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import escape_leading_slashes
from wagtail.models import Page

from articles.models import ColumnIndexPage, ColumnPage, HomePage, TextPage
from articles.slugs import SLUG_MAX, korean_slug

Filled = Callable[..., dict[str, Any]]
LONG = "나를 대체할 ‘괴물’ — AI와 노동의 미래를 두고 변호사와 번역가가 나눈 아주 긴 대화의 기록"


def add_view(columns: ColumnIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["articles", "columnpage", columns.pk])


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("초벌을 잃은 직업들", "초벌을-잃은-직업들"),
        (unicodedata.normalize("NFD", "초벌을 잃은 직업들"), "초벌을-잃은-직업들"),
        ("‘괴물’ — AI와 노동", "괴물-ai와-노동"),
        ("가" * 50, "가" * 40),
        ("변호사(辯護士)의 하루", "변호사辯護士의-하루"),
        ("?!", ""),
    ],
)
def test_slugs_keep_hangul_in_nfc_and_forty_characters(title: str, slug: str) -> None:
    assert korean_slug(title) == slug


def test_a_long_slug_is_cut_between_words() -> None:
    slug = korean_slug(LONG)
    assert len(slug) <= SLUG_MAX
    assert korean_slug(LONG).split("-")[-1] in LONG.split()


def test_a_slug_typed_too_long_is_cut_when_saved(newsroom: Client, columns: ColumnIndexPage, filled: Filled) -> None:
    newsroom.post(add_view(columns), filled(slug="변" * 60) | {"action-publish": "1"})
    assert ColumnPage.objects.get().slug == "변" * SLUG_MAX


@pytest.mark.parametrize(("title", "slug"), [("초벌을 잃은 직업들", "초벌을-잃은-직업들"), ("?!", "column")])
def test_without_an_address_the_title_gives_one(newsroom: Client, columns: ColumnIndexPage, filled: Filled, title: str, slug: str) -> None:
    newsroom.post(add_view(columns), filled(title=title, slug="") | {"action-publish": "1"})
    assert ColumnPage.objects.get().slug == slug


def test_two_columns_of_one_title_get_two_addresses(newsroom: Client, columns: ColumnIndexPage, filled: Filled) -> None:
    for _ in range(3):
        newsroom.post(add_view(columns), filled(title=LONG, slug=korean_slug(LONG)) | {"action-publish": "1"})
    slugs = sorted(ColumnPage.objects.values_list("slug", flat=True))
    assert len(slugs) == 3
    assert all(len(slug) <= SLUG_MAX for slug in slugs)
    assert {slug[-2:] for slug in slugs} >= {"-2", "-3"}


def test_by_program_too(columns: ColumnIndexPage) -> None:
    for _ in range(2):
        columns.add_child(instance=ColumnPage(title=LONG, body=[{"type": "paragraph", "value": "<p>글</p>"}]))
    assert ColumnPage.objects.filter(slug__endswith="-2").count() == 1


def test_an_address_of_ones_own_choice_that_is_taken_is_told(
    newsroom: Client, column: ColumnPage, columns: ColumnIndexPage, filled: Filled
) -> None:
    response = newsroom.post(add_view(columns), filled(title="다른 제목", slug=column.slug))
    assert "slug" in response.context["form"].errors
    assert ColumnPage.objects.count() == 1


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.django_db(transaction=True)
def test_a_renamed_column_is_found_at_its_old_address(
    newsroom: Client, column: ColumnPage, filled: Filled, client: Client, prefix: str
) -> None:
    old = column.url
    newsroom.post(reverse("wagtailadmin_pages:edit", args=[column.pk]), filled(title="새 제목", slug="새-제목") | {"action-publish": "1"})
    response = client.get(prefix + old)
    assert response.status_code == 301
    assert response.url == prefix + iri_to_uri("/columns/새-제목/")


@pytest.mark.django_db(transaction=True)
def test_a_column_renamed_in_the_english_newsroom_is_found_in_korean(
    newsroom: Client, editor: Any, column: ColumnPage, filled: Filled, client: Client
) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "en"})
    old = column.url
    newsroom.post(reverse("wagtailadmin_pages:edit", args=[column.pk]), filled(title="새 제목", slug="새-제목") | {"action-publish": "1"})
    assert client.get(old).url == iri_to_uri("/columns/새-제목/")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_address_in_another_unicode_form_leads_to_the_one_in_nfc(client: Client, column: ColumnPage, prefix: str) -> None:
    response = client.get(unicodedata.normalize("NFD", f"{prefix}/columns/{column.slug}/"), {"order": "old"})
    assert response.status_code == 301
    assert response.url == prefix + iri_to_uri(f"/columns/{column.slug}/?order=old")
    assert client.get(response.url).status_code == 200


def test_an_unpublished_column_is_gone_and_a_draft_unknown(client: Client, column: ColumnPage, columns: ColumnIndexPage) -> None:
    draft = ColumnPage(title="아직", live=False, body=[{"type": "paragraph", "value": "<p>글</p>"}])
    columns.add_child(instance=draft)
    column.unpublish()
    assert client.get(column.url).status_code == 410
    assert client.get(draft.url).status_code == 404


def test_the_list_of_columns_keeps_its_address_whatever_its_title(columns: ColumnIndexPage) -> None:
    columns.title = "논평"
    columns.slug = "논평"
    columns.save_revision().publish()
    assert ColumnIndexPage.objects.get().slug == "columns"


def test_a_text_page_cannot_take_an_address_of_the_site(newsroom: Client, home: HomePage) -> None:
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

    data = {"title": "사람들", "slug": "people", "body": rich_text("<p>글</p>"), "comments": inline_formset([])}
    response = newsroom.post(reverse("wagtailadmin_pages:add", args=["articles", "textpage", home.pk]), nested_form_data(data))
    assert "slug" in response.context["form"].errors
    assert not TextPage.objects.filter(slug="people").exists()


def test_an_address_that_names_another_site_leads_nowhere(client: Client, column: ColumnPage) -> None:
    page = client.get(escape_leading_slashes("//evil.example/columns/"))
    assert 'href="//evil' not in page.content.decode()
    assert Page.objects.filter(pk=column.pk).exists()
