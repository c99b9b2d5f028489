"""The report as it is read: pages, charts and files."""

import csv
import re
from datetime import datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.models import Rule
from comments.quarters import Quarter
from portal.transparency.charts import median_line, month_columns, rule_bars
from portal.transparency.counting import Answered
from portal.transparency.medians import NONE, Median
from portal.transparency.report import Month, RuleLine
from portal.transparency.tables import TABLES, Cell, Table

pytestmark = pytest.mark.django_db
SEOUL = ZoneInfo("Asia/Seoul")


def page(path: str) -> BeautifulSoup:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_demo_has_a_report_to_read(demo: SimpleNamespace, prefix):
    running = Quarter.of(demo.now)
    report = page(f"{prefix}/transparency/{running}/")
    assert [section["id"] for section in report.select(".report h2[id]")] == ["h-r", "h-m", "h-t", "h-a", "h-h", "h-c", "h-s", "h-d"]
    assert int(report.select_one(".stat b").get_text().replace(",", "")) > 20
    for link in report.select("nav.rail a"):
        assert report.select_one(link["href"]), link["href"]
    page(f"{prefix}/transparency/")


def test_the_newest_that_is_over_stands_first(demo: SimpleNamespace):
    newest = page("/transparency/").select_one("h1").find_previous("p", class_="caption").get_text()
    assert Quarter.of(demo.now).previous.label in newest


def test_every_table_has_a_caption_headings_and_a_file_with_the_same_figures(demo: SimpleNamespace):
    running = Quarter.of(demo.now)
    report = page(f"/transparency/{running}/")
    links = {link["href"] for link in report.select(".report a[download]")}
    assert links
    for table in report.select(".report table"):
        assert table.caption.get_text(strip=True)
        assert all(cell["scope"] == "col" for cell in table.select("thead th"))
        assert all(cell["scope"] == "row" for cell in table.select("tbody th"))
    for link in links:
        answer = Client().get(link)
        text = answer.content.decode()
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert text.startswith("\ufeff")
        rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
        assert len({len(row) for row in rows}) == 1
        shown = report.select_one(f'a[href="{link}"]').find_previous("table")
        assert [row[0] for row in rows[1:]] == [cell.get_text() for cell in shown.select("tbody th")]


def test_there_are_seven_tables_and_no_other(demo: SimpleNamespace):
    running = Quarter.of(demo.now)
    for key in TABLES:
        assert Client().get(f"/transparency/{running}/{key}.csv").status_code == 200
    assert Client().get(f"/transparency/{running}/secrets.csv").status_code == 404


@pytest.mark.parametrize("quarter", ["2001-q1", "2099-q4", "2026-q5", "now"])
def test_there_is_no_such_report(demo: SimpleNamespace, quarter):
    assert Client().get(f"/transparency/{quarter}/").status_code == 404
    assert Client().get(f"/transparency/{quarter}/rules.csv").status_code == 404


def test_once_reckoned_it_costs_a_few_queries(demo: SimpleNamespace):
    path = f"/transparency/{Quarter.of(demo.now)}/"
    page(path)
    with CaptureQueriesContext(connection) as asked:
        page(path)
    assert len(asked) <= 6, [query["sql"] for query in asked]


def test_both_pages_are_found_from_every_page_and_by_search_engines(demo: SimpleNamespace):
    footer = page("/").select_one("footer")
    assert {"/transparency/", "/log/"} <= {link["href"] for link in footer.select("a")}
    assert {"/en/transparency/", "/en/log/"} <= {link["href"] for link in page("/en/").select("footer a")}
    found = Client().get("/sitemap.xml").content.decode()
    assert "/transparency/</loc>" in found
    assert "/log/</loc>" in found


def test_no_drawing_leaves_its_frame(demo: SimpleNamespace):
    for chart in page(f"/transparency/{Quarter.of(demo.now)}/").select("svg.chart"):
        height = int(chart["height"])
        assert chart["aria-label"]
        for shape in chart.select("rect"):
            assert 0 <= int(shape["y"]) <= int(shape["y"]) + int(shape["height"]) <= height
        for number in re.findall(r'(?:x|x1|x2|cx|width)="([\d.]+)%"', str(chart)):
            assert 0 <= float(number) <= 100


def line(rule: int | None, received: int, acted: int) -> RuleLine:
    return RuleLine(rule, Answered(received, received, acted), NONE, acted, 0)


def test_bars_are_as_long_as_their_numbers(db):
    chart = rule_bars([line(1, 200, 50), line(2, 100, 100), line(3, 0, 4)], {1: "욕설", 2: "도배", 3: "혐오"})
    assert [(bar.label, bar.width, bar.acted_width) for bar in chart.bars] == [("욕설", "100%", "25%"), ("도배", "50%", "50%")]


@pytest.mark.parametrize(("most", "ticks"), [(0, [0, 1, 2, 3]), (4, [0, 2, 4, 6]), (229, [0, 80, 160, 240]), (1000, [0, 400, 800, 1200])])
def test_the_axis_of_the_months_has_round_numbers_and_room_for_all(most, ticks):
    months = [month(1, most), month(2, 0)]
    chart = month_columns(months)
    assert [tick.value for tick in chart.ticks] == ticks
    assert chart.columns[1].height == 0


def month(number: int, received: int, minutes: int | None = None) -> Month:
    median = NONE if minutes is None else Median(9, timedelta(minutes=minutes))
    return Month(datetime(2026, number, 1, tzinfo=SEOUL).date(), Answered(received, received, 0), median)


def test_the_line_goes_on_beyond_a_month_of_which_too_little_is_known():
    chart = median_line([month(1, 9, 100), month(2, 1), month(3, 9, 50)])
    assert [point.y is None for point in chart.points] == [False, True, False]
    assert len(chart.segments) == 1
    assert chart.segments[0].y1 < chart.segments[0].y2, "what takes longer stands higher"
    assert chart.last == chart.points[2]
    assert chart.label_y > chart.segments[0].y2, "below, where the line comes from above"
    assert median_line([month(1, 9, 50), month(2, 9, 100)]).label_y < median_line([month(1, 9, 50), month(2, 9, 100)]).segments[0].y2


def test_a_rule_whose_name_a_spreadsheet_would_reckon_with_is_quoted():
    table = Table("rules", "…", ["Rule", "n"], [("=1+1", [Cell("1", 1)])])
    assert "'=1+1,1" in table.as_csv()


def test_rules_are_named_in_the_language_of_the_reader(demo: SimpleNamespace):
    rule = Rule.objects.get(key="abuse")
    told = Quarter.of(demo.now).previous.previous
    assert rule.name in page(f"/transparency/{told}/").select_one("#h-r").find_parent("section").get_text()
    assert rule.name_en in page(f"/en/transparency/{told}/").select_one("#h-r").find_parent("section").get_text()
