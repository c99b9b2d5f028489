"""The first comment of a queue beside it: fetched where there is room, and a link away without script."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from comments.models import Comment, Discussion, State
from tests.browser.conftest import PHONE, Stage
from tests.browser.looking import check_page
from tests.browser.test_main_journey import log_in
from tests.cast import make_member, say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def three(discussion: Discussion) -> list[Comment]:
    return [
        say(discussion, make_member(f"voice-{n}", f"목소리{n}"), f"{n}번째로 기다리는 말입니다.", state=State.PENDING) for n in range(3)
    ]


def test_it_appears_beside_the_queue_and_the_keys_work_on_it(stage: Stage, three: list[Comment], moderator: User) -> None:
    tab = stage.open()
    log_in(tab, stage.url, moderator, "/cms/desk/waiting/")
    beside = tab.locator("article.target .says")
    expect(beside).to_contain_text("0번째로", timeout=20_000)
    expect(tab).to_have_url(re.compile(r"/waiting/$"))
    expect(tab.locator(".queue li").first).to_have_attribute("aria-current", "true")
    check_page(tab)
    tab.keyboard.press("j")
    expect(beside).to_contain_text("1번째로")
    tab.wait_for_load_state()
    tab.keyboard.press("k")
    expect(beside).to_contain_text("0번째로")
    tab.goto(f"{stage.url}/cms/desk/waiting/")
    expect(beside).to_contain_text("0번째로")
    tab.keyboard.press("a")
    expect(beside).to_contain_text("1번째로")
    assert Comment.objects.get(pk=three[0].pk).state == State.PUBLISHED
    stage.check_console()


def test_none_is_fetched_where_there_is_no_room(stage: Stage, three: list[Comment], moderator: User) -> None:
    tab = stage.open(viewport=PHONE)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    log_in(tab, stage.url, moderator, "/cms/desk/waiting/")
    expect(tab.locator(".queue li")).to_have_count(3)
    tab.wait_for_load_state("networkidle")
    assert any("/desk.js" in url or "/desk." in url for url in asked)
    assert not [url for url in asked if "/beside/" in url]
    stage.check_console()


def test_without_script_a_link_leads_to_it(stage: Stage, three: list[Comment], moderator: User) -> None:
    tab = stage.open(javascript=False)
    log_in(tab, stage.url, moderator, "/cms/desk/waiting/")
    tab.get_by_role("link", name="첫 댓글 열기").click()
    expect(tab).to_have_url(re.compile(rf"/waiting/{three[0].pk}/"))
    expect(tab.locator("article.target .says")).to_contain_text("0번째로")
    stage.check_console()
