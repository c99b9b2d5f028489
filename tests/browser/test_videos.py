"""A video in a column: nothing is asked of others until a reader presses, and without script it is a link. No test leaves the machine."""

import uuid
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from articles.blocks import BodyBlock
from articles.models import ColumnPage
from tests.browser.conftest import DESKTOP, PHONE, Stage
from tests.browser.looking import check_page

PLAYER = "https://www.youtube-nocookie.com/embed/gongronDemo"
FIELDS = ("law", "med", "edu", "art", "press", "tech", "craft", "biz")
ROWS = [
    {"label": f"{letter}" * 18, "value": str(number * 7 - 20), "field": field}
    for number, (letter, field) in enumerate(zip("가나다라마바사아", FIELDS, strict=True))
]
FIGURES = [
    {"value": value, "unit": unit, "words": "최근 2년 사이 초벌 업무가 절반 아래로 줄었다고 답한 전문직"}
    for value, unit in (("57", "%"), ("1,284", "명"), ("0.5", "배"), ("11", "년"))
]
BLOCKS = [
    ("figures", {"heading": "숫자로 보면", "figures": FIGURES, "source": "자료: 공론 독자 조사 (견본 수치)"}),
    ("chart", {"title": "초벌에 쓰는 시간, 2023년과 비교해 얼마나 달라졌나", "unit": "%", "rows": ROWS, "source": "조사 (견본 수치)"}),
    ("embed", {"address": "https://youtu.be/gongronDemo", "title": "낭독: 열두 행"}),
    ("embed", {"address": "https://vimeo.com/76979871", "title": "두 번째 영상"}),
    ("embed", {"address": "https://example.org/film", "title": "다른 곳에 있는 기록"}),
]  # fmt: skip


@pytest.fixture
def shown(column: ColumnPage) -> ColumnPage:
    raw = [{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in BLOCKS]
    column.body = BodyBlock().to_python([*column.body.get_prep_value(), *raw])
    column.save_revision().publish()
    return column


def watched(page: Page) -> list[str]:
    """The addresses that are asked for outside this site, each answered here with a page of its own."""
    outside: list[str] = []

    def answer(route: Route) -> None:
        outside.append(route.request.url)
        route.fulfill(content_type="text/html", body="<!doctype html><title>player</title><button>play</button>")

    page.route(lambda url: urlsplit(url).hostname not in ("localhost", "127.0.0.1"), answer)
    return outside


def test_a_video_is_asked_for_by_a_press_of_the_keyboard_and_no_earlier(stage: Stage, shown: ColumnPage) -> None:
    page = stage.open()
    outside = watched(page)
    page.goto(shown.url)
    page.wait_for_load_state("networkidle")
    assert page.locator("iframe").count() == 0
    button = page.locator(".embed button").first
    note = page.locator(".embed").first.locator("p.caption")
    assert "www.youtube-nocookie.com" in note.inner_text()
    assert outside == []
    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator(".embed iframe")
    page.wait_for_function("document.activeElement.tagName === 'IFRAME'")
    assert frame.get_attribute("title") == "낭독: 열두 행"
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert "allow-top-navigation" not in (frame.get_attribute("sandbox") or "allow-top-navigation")
    assert page.frame_locator(".embed iframe").get_by_role("button", name="play").is_visible(), "the policy lets this player in"
    assert outside == [PLAYER]
    assert page.locator(".embed button").count() == 1, "the other video still waits"
    stage.check_console()


def test_without_script_a_video_is_a_link_to_its_page(stage: Stage, shown: ColumnPage) -> None:
    page = stage.open(javascript=False, viewport=PHONE)
    outside = watched(page)
    page.goto(shown.url)
    assert page.locator(".embed button").first.is_hidden()
    assert outside == []
    page.locator(".embed a").first.click()
    page.wait_for_url("https://www.youtube.com/watch?v=gongronDemo")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_figures_charts_and_videos_stand_in_nobodys_way(stage: Stage, shown: ColumnPage, scheme: str, viewport: dict[str, int]) -> None:
    page = stage.open(viewport=viewport, color_scheme=scheme)
    watched(page)
    page.goto(shown.url)
    page.locator(".plot summary").click()
    page.locator(".embed button").first.click()
    check_page(page)
    touching = page.evaluate(
        """[...document.querySelectorAll(".chart text:not(.num)")].filter(label =>
             label.getBoundingClientRect().right > label.nextElementSibling.getBoundingClientRect().left).length"""
    )
    assert touching == 0, "a label and its number"


def test_on_paper_a_video_is_its_address_and_a_chart_is_drawn(stage: Stage, shown: ColumnPage) -> None:
    page = stage.open()
    page.goto(shown.url)
    page.emulate_media(media="print")
    for selector in (".stat b", "svg.chart", ".embed .name", ".embed a"):
        assert page.locator(selector).first.is_visible(), selector
    for selector in (".plot details", ".embed button"):
        assert page.locator(selector).first.is_hidden(), selector
    assert "gongronDemo" in page.evaluate("getComputedStyle(document.querySelector('.embed a'), '::after').content")
