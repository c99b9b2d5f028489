"""Columnists and topics in the newsroom."""

import unicodedata

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.searching.building import build_all
from articles.models import Author, ColumnPage, Topic

AUTHORS, TOPICS = "wagtailsnippets_articles_author", "wagtailsnippets_articles_topic"


def author_form(**fields: str) -> dict[str, str]:
    return {"name": "남도경", "role": "약사", "bio": "", "user": "", "handle": "nam-dogyeong", **fields}


def test_an_editor_adds_a_columnist(newsroom: Client) -> None:
    newsroom.post(reverse(f"{AUTHORS}:add"), author_form())
    assert Author.objects.get().get_absolute_url() == "/people/nam-dogyeong/"


def test_an_account_is_named_by_its_handle_in_any_spelling_and_brings_it(newsroom: Client, translator: User) -> None:
    newsroom.post(reverse(f"{AUTHORS}:add"), author_form(user="@MunGaram", handle=""))
    author = Author.objects.get()
    assert author.user == translator
    assert author.handle == "mungaram"
    page = newsroom.get(reverse(f"{AUTHORS}:edit", args=[author.pk])).content.decode()
    assert 'value="mungaram"' in page
    assert "<option" not in page, "no list of all members"


def test_an_unknown_account_is_told(newsroom: Client) -> None:
    response = newsroom.post(reverse(f"{AUTHORS}:add"), author_form(user="nobody"))
    assert "user" in response.context["form"].errors
    assert not Author.objects.exists()


@pytest.mark.parametrize("handle", ["mungaram", "about", "", "a b"])
def test_a_handle_that_is_taken_or_kept_or_none_is_told(newsroom: Client, translator: User, handle: str) -> None:
    response = newsroom.post(reverse(f"{AUTHORS}:add"), author_form(handle=handle))
    assert response.context["form"].errors
    assert not Author.objects.exists()


def test_a_columnist_with_columns_is_not_deleted(newsroom: Client, column: ColumnPage, columnist: Author) -> None:
    newsroom.post(reverse(f"{AUTHORS}:delete", args=[columnist.pk]))
    assert Author.objects.filter(pk=columnist.pk).exists()


def test_they_are_found_by_searching(newsroom: Client, columnist: Author) -> None:
    Topic.objects.create(name="일과 기술")
    build_all()
    for address, word, found in ((AUTHORS, "한서", "한서윤"), (TOPICS, "일과", "일과 기술")):
        listing = newsroom.get(reverse(f"{address}:list"), {"q": word})
        assert found in listing.content.decode()


def test_the_chooser_of_columnists_can_be_searched(newsroom: Client, columnist: Author) -> None:
    build_all()
    response = newsroom.get(reverse("wagtailsnippetchoosers_articles_author:choose_results"), {"q": "한서"})
    assert "한서윤" in response.content.decode()


def test_a_topic_gets_an_address_in_nfc(newsroom: Client) -> None:
    for name in ("법과 정의", "법과-정의"):
        newsroom.post(reverse(f"{TOPICS}:add"), {"name": unicodedata.normalize("NFD", name), "slug": "", "description": ""})
    assert {topic.name: topic.slug for topic in Topic.objects.all()} == {"법과 정의": "법과-정의", "법과-정의": "법과-정의-2"}
