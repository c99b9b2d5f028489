"""Key figures, and what figures, charts and videos do to the column that holds them."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import streamfield

from articles.blocks import BodyBlock
from articles.models import ColumnIndexPage, ColumnPage
from articles.paragraphs import split_paragraphs
from articles.reading import count_characters

VALUES: dict[str, Any] = {
    "figures": {"heading": "", "figures": [{"value": "57", "unit": "%", "words": "줄었다는 답"}, {"value": "11", "unit": "", "words": "걸린 해"}], "source": "조사"},
    "chart": {"title": "줄어든 시간", "unit": "%", "rows": [{"label": "번역가", "value": "-62", "field": "art"}], "source": "조사 (견본)"},
    "embed": {"address": "https://youtu.be/gongronDemo", "title": "낭독"},
}  # fmt: skip
# What a reader reads of them, without white space: the interface's own words and what is said twice are no part of it.
READ = {"figures": "57%줄었다는답11걸린해조사", "chart": "줄어든시간번역가−62%조사(견본)", "embed": "낭독"}
Filled = Callable[..., dict[str, Any]]


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def figure(kind: str, value: Any) -> Tag:
    found = BeautifulSoup(str(BodyBlock().to_python([block(kind, value)])), "html.parser").figure
    assert found is not None
    return found


def listed(*values: dict[str, str]) -> dict[str, Any]:
    """The items of a list of blocks, as the editor's form sends them."""
    items = {str(number): {"value": value, "deleted": "", "order": number, "id": ""} for number, value in enumerate(values)}
    return {"count": len(values), **items}


@pytest.fixture
def add(columns: ColumnIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["articles", "columnpage", columns.pk])


def test_each_figure_has_its_unit_and_its_words_and_the_source_stands_below() -> None:
    shown = figure("figures", VALUES["figures"])
    assert shown["class"] == ["figs"]
    assert [stat.b.text for stat in shown.select(".stats > .stat")] == ["57%", "11"]
    assert [small.text for small in shown.select("small")] == ["%"]
    assert [stat.span.text for stat in shown.select(".stat")] == ["줄었다는 답", "걸린 해"]
    assert shown.figcaption.text == "조사"
    assert not shown.select(".name"), "without a heading there is none"
    assert figure("figures", VALUES["figures"] | {"heading": "‘초벌’을 잃다"}).select_one(".name").text == "‘초벌’\u2060을 잃다"


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_reading_counts_what_is_read_once_and_none_of_the_interfaces_words(kind: str, language: str) -> None:
    column = ColumnPage(title="칼럼", body=BodyBlock().to_python([block(kind, VALUES[kind])]))
    with translation.override(language):
        assert "".join(column.body_text().split()) == READ[kind]
        column.tidy()
    assert column.characters == count_characters(READ[kind])


def test_a_column_can_be_saved_before_the_static_files_are_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staticfiles_storage, "url", None)
    ColumnPage(title="칼럼", body=BodyBlock().to_python([block(kind, value) for kind, value in VALUES.items()])).tidy()


def test_they_can_be_searched_by_their_words_and_not_by_their_colours() -> None:
    body = BodyBlock().to_python([block(kind, value) for kind, value in VALUES.items()])
    found = " ".join(BodyBlock().get_searchable_content(body))
    for word in ("줄었다는 답", "줄어든 시간", "번역가", "낭독"):
        assert word in found
    for word in ("youtu.be", "문학과 예술", "art"):
        assert word not in found


def test_splitting_paragraphs_leaves_them_as_they_are() -> None:
    raw = [block(kind, value) for kind, value in VALUES.items()]
    kept = split_paragraphs(BodyBlock().to_python([block("paragraph", "<p>하나</p><p>둘</p>"), *raw])).get_prep_value()
    assert [child["type"] for child in kept] == ["paragraph", "paragraph", *VALUES]
    assert [child["id"] for child in kept[2:]] == [child["id"] for child in raw]
    again = split_paragraphs(BodyBlock().to_python(kept)).get_prep_value()
    assert again == kept


def body_of_the_form(rows: dict[str, Any] | None = None, figures: dict[str, Any] | None = None, address: str = "") -> Any:
    return streamfield(
        [
            ("figures", {**VALUES["figures"], "figures": figures or listed(*VALUES["figures"]["figures"])}),
            ("chart", {**VALUES["chart"], "rows": rows or listed(*VALUES["chart"]["rows"])}),
            ("embed", {**VALUES["embed"], "address": address or VALUES["embed"]["address"]}),
        ]
    )


def test_an_editor_publishes_them_and_a_reader_sees_them(newsroom: Client, add: str, filled: Filled, client: Client) -> None:
    newsroom.post(add, filled(body=body_of_the_form()) | {"action-publish": "1"})
    page = BeautifulSoup(client.get(ColumnPage.objects.get().url).content, "html.parser")
    assert [shown["class"] for shown in page.select(".prose > figure")] == [["figs"], ["plot"], ["embed"]]
    assert page.select_one("rect.bar.d-art")["width"] == "62%"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (body_of_the_form(address="https://youtube.com.evil.example/watch?v=gongronDemo"), "다른 사이트의 주소처럼"),
        (body_of_the_form(address="javascript:alert(1)"), "주소"),
        (body_of_the_form(rows=listed(*[{"label": "줄", "value": "1", "field": ""}] * 13)), "12개"),
        (body_of_the_form(rows=listed({"label": "줄", "value": "NaN", "field": ""})), "숫자"),
        (body_of_the_form(rows=listed({"label": "한 줄에 다 서지 못할 만큼 긴 이름의 직업", "value": "1", "field": ""})), "18"),
        (body_of_the_form(figures=listed(*[{"value": "1", "unit": "", "words": "말"}] * 5)), "4개"),
    ],
    ids=["lookalike", "script", "rows", "number", "label", "figures"],
)
def test_what_cannot_be_published_is_said_in_korean(newsroom: Client, add: str, filled: Filled, body: Any, words: str) -> None:
    refused = newsroom.post(add, filled(body=body) | {"action-publish": "1"})
    assert not ColumnPage.objects.exists()
    said = str(refused.context["form"].errors.as_data()["body"][0].as_json_data())
    assert words in said


def test_a_draft_may_wait_for_its_numbers_and_its_address(newsroom: Client, add: str, filled: Filled) -> None:
    empty = streamfield(
        [
            ("chart", {**VALUES["chart"], "source": "", "rows": listed({"label": "번역가", "value": "", "field": ""})}),
            ("embed", {"address": "", "title": ""}),
        ]
    )
    newsroom.post(add, filled(body=empty))
    draft = ColumnPage.objects.get().get_latest_revision_as_object()
    assert [child.block_type for child in draft.body] == ["chart", "embed"]
    assert newsroom.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).status_code == 200


def test_they_cost_no_query(column: ColumnPage, client: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    client.get(column.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(column.url)
    without = len(queries)
    rows = [{"label": f"직업 {number}", "value": str(number), "field": "law"} for number in range(12)]
    more = [*VALUES.items(), ("chart", VALUES["chart"] | {"rows": rows})]
    column.body = BodyBlock().to_python([*column.body.get_prep_value(), *(block(kind, value) for kind, value in more)])
    column.save_revision().publish()
    client.get(column.url)
    with django_assert_num_queries(without):
        assert client.get(column.url).content.count(b'<rect class="bar') == 12, (
            "one in the first chart; of the twelve rows of the second, zero has none"
        )
