"""The marked lines of the demo's columns that become key figures, charts and videos."""

from dataclasses import replace

import pytest

from articles.models import ColumnPage
from demo.body import body_blocks, stable_id
from demo.checks import ContentError, check_content
from demo.content import Column, read_content

FIGURES = "!figures | 자료 (견본)\n57 | % | 줄었다는 답\n11 | 년 | 걸리는 시간"
CHART = "!chart 줄어든 시간 | % | 자료 (견본)\n번역가 | -62 | art\n온 직업 | -31.5 |"
EMBED = "!embed https://youtu.be/gongronDemo | 낭독 (견본)"


def column(*body: str) -> Column:
    return replace(read_content().columns[-1], body=list(body), comments=[])


def test_each_mark_becomes_its_block() -> None:
    figures, chart, embed = body_blocks(column(FIGURES, CHART, EMBED), {})[:3]
    assert figures["value"]["heading"] == ""
    assert [item["value"] for item in figures["value"]["figures"]] == [
        {"value": "57", "unit": "%", "words": "줄었다는 답"},
        {"value": "11", "unit": "년", "words": "걸리는 시간"},
    ]
    assert (chart["value"]["title"], chart["value"]["unit"], chart["value"]["source"]) == ("줄어든 시간", "%", "자료 (견본)")
    assert [item["value"] for item in chart["value"]["rows"]] == [
        {"label": "번역가", "value": "-62", "field": "art"},
        {"label": "온 직업", "value": "-31.5", "field": ""},
    ]
    assert embed["value"] == {"address": "https://youtu.be/gongronDemo", "title": "낭독 (견본)"}


def test_blocks_and_their_rows_have_ids_that_stay() -> None:
    first, second = (body_blocks(column("가", FIGURES, CHART, EMBED), {}) for _time in range(2))
    assert first == second
    ids = [block["id"] for block in first] + [
        item["id"] for block in first[1:3] for item in (block["value"].get("figures") or block["value"]["rows"])
    ]
    assert len(set(ids)) == len(ids)
    assert first[1]["id"] == str(stable_id(column().key, "block", 1))


def test_they_are_not_paragraphs_that_a_comment_could_stand_at() -> None:
    assert column("가", FIGURES, "나", CHART, EMBED, "다").paragraphs == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "!figures | 자료",
        "!figures | 자료\n57 | %",
        "!figures | \n57 | % | 줄었다는 답",
        "!chart 제목 | %",
        "!chart 제목 | % | 자료\n번역가 | 많이 | art",
        "!chart 제목 | % | 자료\n번역가 | -62 | purple",
        "!chart 제목 | % | 자료\n" + "\n".join(["번역가 | 1 |"] * 13),
        "!embed javascript:alert(1) | 제목",
        "!embed https://youtube.com.evil.example/watch?v=gongronDemo | 제목",
        "!embed https://youtu.be/gongronDemo | 제목\n둘째 줄",
        "!figure | 자료",
    ],
)
def test_what_an_editor_could_not_save_is_named_before_anything_is_built(text: str) -> None:
    content = read_content()
    with pytest.raises(ContentError, match=r"columns/.*" + text.split()[0]):
        check_content(replace(content, columns=[column("가", text)]))
    check_content(replace(content, columns=[column("가", FIGURES, CHART, EMBED)]))


@pytest.mark.django_db
def test_the_demo_shows_each_of_them_and_marks_its_figures_as_samples(demo: object) -> None:
    kinds = {}
    for page in ColumnPage.objects.all():
        for block in page.body:
            kinds.setdefault(block.block_type, []).append(block.value)
    assert {"figures", "chart", "embed"} <= kinds.keys()
    assert all("견본" in value["source"] for value in kinds["figures"] + kinds["chart"])
    assert all("견본" in value["title"] for value in kinds["embed"])
