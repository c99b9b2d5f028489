"""A column as it is read."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils.encoding import iri_to_uri
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Discussion
from tests.cast import log_in, say
from tests.portal.conftest import Read


def rewrite(column: ColumnPage, **fields: Any) -> ColumnPage:
    for name, value in fields.items():
        setattr(column, name, value)
    column.save_revision().publish()
    return ColumnPage.objects.get(pk=column.pk)


def test_it_names_what_a_reader_wants_to_know_first(tagged: ColumnPage, read: Read) -> None:
    page = read(tagged.url)
    assert page.select_one("h1").text == tagged.title
    assert {tag["href"] for tag in page.select(".col-head .tag")} == {"/professions/lawyer/", "/professions/translator/"}
    assert page.select_one(".rail a[href='/people/han-seoyun/']")
    assert page.select_one(".rail time")["datetime"] == tagged.date.astimezone().date().isoformat()
    assert page.select_one(".mast-note a[href='/topics/%EC%9D%BC%EA%B3%BC-%EA%B8%B0%EC%88%A0/']")
    assert page.select_one("#talk")


def test_reading_time_is_five_hundred_characters_a_minute_without_spaces(column: ColumnPage) -> None:
    for characters, minutes in ((1, 1), (500, 1), (501, 2), (5_000, 10)):
        changed = rewrite(column, body=[{"type": "paragraph", "value": f"<p>{'가 나 ' * (characters // 2)}{'다' * (characters % 2)}</p>"}])
        assert (changed.characters, changed.minutes) == (characters, minutes)


def test_every_kind_of_block_is_shown_and_sources_stand_apart(column: ColumnPage, read: Read) -> None:
    body = [
        {"type": "paragraph", "value": '<p>본문 <b>굵게</b> <a href="https://example.org/">연결</a></p>'},
        {"type": "heading", "value": "소제목"},
        {"type": "quotation", "value": {"text": "옮긴 말", "by": "말한 사람"}},
        {"type": "pull_quote", "value": "뽑은 말"},
        {"type": "sources", "value": [{"text": "자료", "url": "https://example.org/data"}, {"text": "책", "url": ""}]},
    ]
    page = read(rewrite(column, body=body).url)
    prose = page.select_one(".prose")
    assert prose.select_one("p b").text == "굵게"
    assert prose.select_one("h2").text == "소제목"
    assert prose.select_one(".cite figcaption").text == "말한 사람"
    assert prose.select_one(".pull").text.strip() == "뽑은 말"
    assert "자료" not in prose.text
    assert [source.text for source in page.select(".sources ol li")] == ["자료", "책"]


def test_the_log_of_corrections_is_there_even_when_there_were_none(column: ColumnPage, read: Read) -> None:
    assert len(read(column.url).select(".log")) == 1
    changed = rewrite(column, corrections=[{"type": "correction", "value": {"date": "2026-01-28", "text": "직책을 바로잡았습니다."}}])
    log = read(changed.url).select_one(".log")
    assert log.select_one("time")["datetime"] == "2026-01-28"
    assert "직책을 바로잡았습니다." in log.text


def test_a_closing_quotation_mark_and_its_particle_stay_together(column: ColumnPage, read: Read) -> None:
    text = "<p>‘이상 없음’을 누르고 <b>“초벌”</b>이라 부릅니다.</p>"
    page = read(rewrite(column, title="‘초벌’을 잃다", body=[{"type": "paragraph", "value": text}]).url)
    assert page.select_one("h1").text == "‘초벌’\u2060을 잃다"
    assert "없음’\u2060을" in page.select_one(".prose").text
    assert "</b>\u2060이라" in str(page.select_one(".prose"))
    assert "\u2060" not in page.title.text


def test_other_sites_and_search_engines_are_told_what_it_is(tagged: ColumnPage, read: Read) -> None:
    address = settings.BASE_URL + iri_to_uri(f"/columns/{tagged.slug}/")
    for prefix in ("", "/en"):
        page = read(prefix + f"/columns/{tagged.slug}/")
        assert page.select_one("link[rel=canonical]")["href"] == address
        assert page.select_one("meta[property='og:url']")["content"] == address
        assert page.select_one("meta[property='og:type']")["content"] == "article"
        assert page.select_one("meta[property='og:title']")["content"] == tagged.title
        data = json.loads(page.select_one("script[type='application/ld+json']").string)
        assert data["headline"] == tagged.title
        assert data["author"][0]["name"] == "한서윤"
        assert data["url"] == address


def test_a_title_cannot_break_out_of_the_data(column: ColumnPage, client: Client) -> None:
    title = "</script><script>alert(1)</script> & “말”"
    response = client.get(rewrite(column, title=title).url)
    assert b"<script>alert" not in response.content
    page = BeautifulSoup(response.content, "html.parser")
    assert json.loads(page.select_one("script[type='application/ld+json']").string)["headline"] == title


@pytest.fixture
def pictured(column: ColumnPage) -> ColumnPage:
    image = get_image_model().objects.create(title="그림", file=get_test_image_file(size=(1600, 900)))
    picture = {"type": "image", "value": {"image": image.pk, "alt": "빈 계단", "caption": "아래가 비었습니다.", "credit": "공론 그래픽"}}
    return rewrite(column, cover=image, cover_alt="조각보", body=[{"type": "paragraph", "value": "<p>글</p>"}, picture])


def test_pictures_are_made_at_publication_and_described(pictured: ColumnPage, read: Read) -> None:
    page = read(pictured.url)
    cover, picture = page.select(".prose img")
    assert cover["alt"] == "조각보"
    assert picture["alt"] == "빈 계단"
    assert "640w" in picture["srcset"]
    assert "1280w" in picture["srcset"]
    assert page.select_one("meta[property='og:image:width']")["content"] == "1200"
    assert page.select_one("meta[property='og:image']")["content"].startswith(settings.BASE_URL)


def test_reading_makes_no_picture(pictured: ColumnPage, read: Read) -> None:
    renditions = pictured.cover.renditions
    renditions.all().delete()
    page = read(pictured.url)
    assert page.select(".prose img")
    assert not renditions.exists()


def test_an_alias_points_to_its_source(column: ColumnPage, read: Read) -> None:
    alias = column.create_alias(parent=column.get_parent(), update_slug="다른-이름")
    canonical = read(alias.url).select_one("link[rel=canonical]")["href"]
    assert canonical == settings.BASE_URL + iri_to_uri(f"/columns/{column.slug}/")


def test_editors_get_the_bar_of_the_newsroom_and_readers_do_not(column: ColumnPage, editor: User, reader: User, client: Client) -> None:
    assert b"wagtail-userbar" in log_in(editor).get(column.url).content
    for other in (log_in(reader), client):
        assert b"wagtail-userbar" not in other.get(column.url).content


def test_the_content_is_marked_as_korean_in_the_english_interface(tagged: ColumnPage, read: Read) -> None:
    page = read(f"/en/columns/{tagged.slug}/")
    assert page.html["lang"] == "en"
    assert page.select_one("h1").find_parent(lang=True)["lang"] == "ko"
    assert page.select_one(".rail").get("lang") == "en"


def test_its_queries_do_not_grow_with_paragraphs_and_comments(
    tagged: ColumnPage, translator: User, lawyer: User, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    talk = Discussion.for_writing(tagged)
    for _ in range(3):
        say(talk, lawyer, parent=say(talk, translator))
    client.get(tagged.url)
    with django_assert_num_queries(COLUMN_QUERIES):
        client.get(tagged.url)
    rewrite(tagged, body=[{"type": "paragraph", "value": "".join(f"<p>{number}</p>" for number in range(50))}])
    with django_assert_num_queries(COLUMN_QUERIES):
        client.get(tagged.url)


COLUMN_QUERIES = 11
