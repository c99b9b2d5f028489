"""Searching in a real browser: by keyboard, with script and without; what is proposed, narrowed, turned over; and where nothing is found."""

import pytest
from playwright.sync_api import expect

from accounts.models import Profession, User
from accounts.searching.building import build_all
from articles.models import Author, ColumnIndexPage, ColumnPage, Topic
from comments.models import Discussion
from tests.browser.conftest import DESKTOP, PHONE, Stage
from tests.browser.looking import check_page
from tests.cast import make_column, say


@pytest.fixture
def told(columns: ColumnIndexPage, columnist: Author, lawyer: User, translator: User, reader: User) -> ColumnPage:
    """Something of each kind, and comments for two pages."""
    column = make_column(columns, columnist, "변호사들의 밤", "국선변호사는 밤에 기록을 읽는다.", "노동시장은 그 밤에 문을 닫지 않는다.")
    column.professions.set(Profession.objects.filter(slug__in=["lawyer", "translator"]))
    column.topics.set([Topic.objects.create(name="일과 기술", description="일이 기계를 만나는 자리.")])
    column.save()
    talk = Discussion.for_writing(column)
    say(talk, lawyer, "변호사로 십 년을 보냈습니다.")
    say(talk, translator, "번역가가 보기에 변호사의 문장은 길다.")
    for number in range(12):
        say(talk, reader, f"변호사를 {number}번 만났다.")
    build_all()
    return column


def test_by_keyboard_from_any_page_to_a_result(stage: Stage, told: ColumnPage) -> None:
    page = stage.open()
    page.goto("/")
    seek = page.locator(".mast form[role=search] input")
    for _press in range(12):
        page.keyboard.press("Tab")
        if seek.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.type("변호사는")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".of-columns h3 mark")).to_have_text("변호사")
    page.locator(".of-columns h3 a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{told.url}")
    stage.check_console()


def test_what_is_proposed_is_chosen_with_the_arrow_keys(stage: Stage, told: ColumnPage) -> None:
    page = stage.open()
    page.goto("/search/")
    seek = page.locator("#seek")
    expect(seek).to_be_focused()
    page.keyboard.type("변호")
    expect(page.locator("[role=option]").first).to_be_visible()
    assert seek.get_attribute("role") == "combobox"
    assert seek.get_attribute("aria-expanded") == "true"
    assert "바로 갈 곳" in page.locator("form.seek-field [role=status]").inner_text()
    check_page(page)
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert seek.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert "변호사" in chosen.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    assert seek.get_attribute("aria-expanded") == "false"
    assert seek.input_value() == "변호"
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/professions/lawyer/")
    stage.check_console()


def test_what_was_typed_is_searched_for_where_nothing_is_chosen(stage: Stage, told: ColumnPage) -> None:
    page = stage.open()
    page.goto("/search/")
    page.keyboard.type("변호사")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("[role=status]").first).to_contain_text("검색 결과")
    expect(page.locator("[role=listbox]")).to_have_count(0)


def test_a_suggestion_can_be_pressed(stage: Stage, told: ColumnPage) -> None:
    page = stage.open(viewport=PHONE, has_touch=True)
    page.goto("/professions/")
    page.locator(".mast form[role=search] input").tap()
    page.keyboard.type("한서")
    page.locator("[role=option]", has_text="한서윤").tap()
    page.wait_for_url("**/people/han-seoyun/")
    stage.check_console()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_narrowed_turned_over_and_shared(stage: Stage, told: ColumnPage, javascript: bool, viewport: dict[str, int]) -> None:
    page = stage.open(javascript=javascript, viewport=viewport)
    page.goto("/")
    page.locator(".mast form[role=search] input").click()
    page.keyboard.type("변호사")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.locator(".tabs a", has_text="댓글").click()
    expect(page.locator(".of-comments .voice")).to_have_count(10)
    page.locator(".pager [rel~=next]").click()
    expect(page.locator(".of-comments .voice")).to_have_count(4)
    page.locator(".pager a").first.click()
    page.locator(".facets .chip", has_text="번역가").click()
    expect(page.locator(".of-comments .says")).to_have_text("번역가가 보기에 변호사의 문장은 길다.")
    shared = stage.open(javascript=javascript)
    shared.goto(page.url)
    expect(shared.locator(".of-comments .says")).to_have_text("번역가가 보기에 변호사의 문장은 길다.")
    page.locator(".facets .chip[aria-current]").click()
    expect(page.locator(".of-comments .voice")).to_have_count(10)


@pytest.mark.parametrize("javascript", [True, False])
def test_where_nothing_is_found_there_is_a_way_on(stage: Stage, told: ColumnPage, javascript: bool) -> None:
    page = stage.open(javascript=javascript)
    page.goto("/search/?q=qusghtk")
    expect(page.locator("[role=status]").first).to_contain_text("찾지 못했습니다")
    page.locator("#results .bullets a", has_text="변호사").click()
    expect(page.locator(".of-columns .teaser")).to_have_count(1)
    page.locator("#seek").fill("!!!")
    page.locator("form.seek-field button").click()
    expect(page.locator(".seek-status")).to_contain_text("찾을 수 있는 낱말이 없습니다")
    assert page.locator("#seek").input_value() == "!!!"
    page.locator(".popular a", has_text="일과 기술").click()
    page.wait_for_url("**/topics/**")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 360, "height": 740}])
def test_nothing_stands_in_anybodys_way(stage: Stage, told: ColumnPage, scheme: str, viewport: dict[str, int]) -> None:
    page = stage.open(viewport=viewport, color_scheme=scheme)
    for query in (
        "",
        "?q=변호사",
        "?q=변호사&kind=comments&profession=lawyer",
        "?q=한서윤",
        "?q=일과 기술",
        "?q=호랑나비 여울목",
        "?q=!!!",
    ):
        page.goto(f"/search/{query}")
        check_page(page)
    page.goto("/professions/")
    page.locator(".mast form[role=search] input").focus()
    page.keyboard.type("변")
    expect(page.locator("[role=option]").first).to_be_visible()
    check_page(page)
    stage.check_console()
