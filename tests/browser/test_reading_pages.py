"""Reading pages in a real browser: accessible, inside the screen, within their security policy, with and without script."""

import pytest

from accounts.models import Profession, User
from articles.models import ColumnPage, Topic
from comments.models import Discussion
from tests.browser.conftest import PHONE, Stage
from tests.browser.looking import check_page
from tests.cast import say

NARROW = {"width": 360, "height": 740}
PATHS = (
    "/",
    "/columns/",
    "/professions/",
    "/professions/lawyer/",
    "/people/han-seoyun/",
    "/people/yunhaein/",
    "/topics/일과-기술/",
    "/nope/",
)


@pytest.fixture
def talked_about(column: ColumnPage, lawyer: User, translator: User) -> ColumnPage:
    column.professions.set(Profession.objects.filter(slug__in=["lawyer", "translator"]))
    column.topics.set([Topic.objects.create(name="일과 기술")])
    column.save()
    talk = Discussion.for_writing(column)
    say(talk, translator, parent=say(talk, lawyer))
    return column


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(stage: Stage, talked_about: ColumnPage, scheme: str) -> None:
    for viewport in (NARROW, {"width": 1440, "height": 900}):
        page = stage.open(viewport=viewport, color_scheme=scheme)
        for path in (*PATHS, f"/columns/{talked_about.slug}/"):
            page.goto(path)
            check_page(page)


def test_the_security_policy_is_kept_by_every_page_and_the_editors_bar(stage: Stage, talked_about: ColumnPage, editor: User) -> None:
    page = stage.open()
    for path in (*PATHS, f"/columns/{talked_about.slug}/"):
        page.goto(path)
    from tests.cast import log_in

    session = log_in(editor).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": stage.url}])
    page.goto(f"/columns/{talked_about.slug}/")
    page.locator("wagtail-userbar").locator("button").first.click()
    stage.check_console("404")


def test_a_column_can_be_read_without_script(stage: Stage, talked_about: ColumnPage) -> None:
    page = stage.open(javascript=False, viewport=PHONE)
    page.goto("/")
    page.click(".lead h1 a")
    assert page.locator(".prose p").count() == 2
    assert page.locator("button[data-face]").first.is_hidden(), "what needs script is not offered without it"
    assert page.locator(".comment").count() == 2


def test_the_typeface_is_the_readers_choice_and_is_remembered(stage: Stage, talked_about: ColumnPage) -> None:
    page = stage.open()
    page.goto(f"/columns/{talked_about.slug}/")
    page.click("button[data-face=sans]")
    page.reload()
    assert page.locator("button[data-face=sans]").get_attribute("aria-pressed") == "true"
    assert not stage.cookies(page)


def test_on_paper_there_is_the_column_and_nothing_around_it(stage: Stage, talked_about: ColumnPage) -> None:
    page = stage.open()
    page.goto(f"/columns/{talked_about.slug}/")
    page.emulate_media(media="print")
    for shown in ("h1", ".prose p", ".sources", ".rail time"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".mast-nav", "#talk", ".foot", ".tools"):
        assert page.locator(hidden).first.is_hidden(), hidden
