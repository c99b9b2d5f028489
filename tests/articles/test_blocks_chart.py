"""A chart of bars, on numbers worked by hand."""

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from articles.blocks import BodyBlock
from articles.charts import Chart, Row, draw


def rows(*values: str) -> list[Row]:
    return [Row(f"줄 {number}", Decimal(value)) for number, value in enumerate(values, start=1)]


def spans(chart: Chart) -> list[tuple[str, str]]:
    return [(bar.x, bar.width) for bar in chart.bars]


def test_losses_in_percent_are_bars_of_that_share_as_the_design_has_them() -> None:
    values = {"번역가": "-62", "변호사": "-41", "기자": "-38", "의사": "-29", "교사": "-17", "시인": "-4"}
    chart = draw([Row(label, Decimal(value)) for label, value in values.items()], "%")
    assert spans(chart) == [("0%", "62%"), ("0%", "41%"), ("0%", "38%"), ("0%", "29%"), ("0%", "17%"), ("0%", "4%")]
    assert [bar.number for bar in chart.bars] == ["−62%", "−41%", "−38%", "−29%", "−17%", "−4%"]
    assert [(bar.label_y, bar.y) for bar in chart.bars] == [(10, 23), (56, 69), (102, 115), (148, 161), (194, 207), (240, 253)]
    assert (chart.height, chart.zero) == (266, "")
    assert chart.spoken == "번역가 −62%, 변호사 −41%, 기자 −38%, 의사 −29%, 교사 −17%, 시인 −4%"


def test_the_largest_number_fills_the_width_and_the_others_are_parts_of_it() -> None:
    chart = draw(rows("150", "75", "50", "1"), "만 원")
    assert spans(chart) == [("0%", "100%"), ("0%", "50%"), ("0%", "33.33%"), ("0%", "0.67%")]


def test_a_percentage_is_a_part_of_a_hundred_and_more_than_all_stretches_the_scale() -> None:
    assert spans(draw(rows("10", "5"), "%")) == [("0%", "10%"), ("0%", "5%")]
    assert spans(draw(rows("10", "5"), "%p")) == [("0%", "100%"), ("0%", "50%")], "a difference of points is no part of a whole"
    assert spans(draw(rows("250", "100"), "%")) == [("0%", "100%"), ("0%", "40%")]


def test_losses_stand_left_of_the_line_at_zero_and_gains_right_of_it_on_one_scale() -> None:
    chart = draw(rows("30", "-10", "0", "6"), "%")
    assert chart.zero == "25%", "10 of the 40 from the greatest loss to the greatest gain"
    assert spans(chart) == [("25%", "75%"), ("0%", "25%"), ("25%", ""), ("25%", "15%")]
    assert [bar.number for bar in chart.bars] == ["+30%", "−10%", "0%", "+6%"]


def test_zero_has_no_bar_and_nothing_but_zeros_has_none_at_all() -> None:
    for unit in ("", "%"):
        chart = draw(rows("0", "0.00", "-0"), unit)
        assert [bar.width for bar in chart.bars] == ["", "", ""]
        assert chart.zero == ""
        assert [bar.number for bar in chart.bars] == [f"0{unit}", f"0.00{unit}", f"0{unit}"]


def test_one_row_is_a_chart_and_no_row_is_an_empty_one() -> None:
    alone = draw(rows("7"), "년")
    assert (spans(alone), alone.height) == ([("0%", "100%")], 36)
    assert draw([]) == Chart([], "", 0)


def test_twelve_rows_stand_below_each_other() -> None:
    chart = draw(rows(*map(str, range(12, 0, -1))))
    assert (len(chart.bars), chart.bars[-1].y, chart.height) == (12, 529, 542)
    assert all(bar.y + bar.height <= chart.height for bar in chart.bars)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [("1284", "명", "1,284명"), ("-1234567.5", "", "−1,234,567.5"), ("0.50", "배", "0.50배"), ("1E+3", "", "1,000")],
)
def test_numbers_read_as_numbers(value: str, unit: str, shown: str) -> None:
    assert draw([Row("줄", Decimal(value))], unit).bars[0].number == shown


def chart_html(value: dict[str, Any]) -> Tag:
    stream = BodyBlock().to_python([{"type": "chart", "value": {"title": "제목", "unit": "%", "source": "자료", **value}}])
    figure = BeautifulSoup(str(stream), "html.parser").select_one("figure.plot")
    assert figure is not None
    return figure


def test_the_same_numbers_are_drawn_said_and_set_as_a_table() -> None:
    figure = chart_html({"rows": [{"label": "번역가", "value": "-62", "field": "art"}, {"label": "온 직업", "value": "-31.5"}]})
    svg = figure.select_one("svg[role=img]")
    assert svg["aria-label"] == "제목: 번역가 −62%, 온 직업 −31.5%"
    assert [text.text for text in svg.select("text")] == ["번역가", "−62%", "온 직업", "−31.5%"]
    assert [bar["class"] for bar in svg.select(".bar")] == [["bar", "d-art"], ["bar"]], "only people have a dye"
    assert not svg.select("line")
    table = figure.select_one("details table")
    assert table.caption.text == "제목"
    assert [head["scope"] for head in table.select("thead th")] == ["col", "col"]
    cells = [[row.select_one("th[scope=row]").text, row.td.text] for row in table.select("tbody tr")]
    assert cells == [["번역가", "−62%"], ["온 직업", "−31.5%"]]


def test_the_line_at_zero_is_drawn_in_every_row() -> None:
    lines = chart_html({"rows": [{"label": "가", "value": "3"}, {"label": "나", "value": "-1"}]}).select("line.zero")
    assert [(line["x1"], line["x2"]) for line in lines] == [("25%", "25%")] * 2


def test_a_draft_whose_rows_lack_their_numbers_can_be_looked_at() -> None:
    figure = chart_html({"title": "", "rows": [{"label": "가", "value": None, "field": None}]})
    assert not figure.select("svg, table")


def test_nothing_that_an_editor_types_becomes_markup() -> None:
    figure = chart_html({"title": "<b>1</b>", "rows": [{"label": '"><script>', "value": "1", "field": ""}]})
    assert not figure.select("script, b")
    assert figure.svg["aria-label"] == '<b>1</b>: "><script> 1%'
