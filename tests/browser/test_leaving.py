"""Taking everything along and leaving, in a real browser: leave, come back, leave again and be gone."""

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from accounts import departing
from accounts.models import Departure, User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, State
from tests.browser.conftest import PHONE, Stage
from tests.browser.test_main_journey import log_in
from tests.browser.test_own_words import only_kept, wait_until_kept
from tests.cast import PASSWORD, say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID, ANSWER = "제가 일하는 자리에서는 이렇게 보입니다.", "거기에 답합니다."


@pytest.fixture
def talk(discussion: Discussion, translator: User, reader: User, settings: Any, tmp_path: Path) -> ColumnPage:
    settings.EXPORTS_DIR = tmp_path / "exports"
    first = say(discussion, translator, SAID)
    say(discussion, reader, ANSWER, parent=first)
    return ColumnPage.objects.get(pk=discussion.page_id)


def give_password(tab: Tab) -> None:
    if "/reauthenticate/" in tab.url:
        tab.get_by_label("비밀번호").fill(PASSWORD)
        tab.get_by_role("button", name="확인").click()


def take_along(tab: Tab, folder: Path) -> ZipFile:
    tab.goto("/accounts/settings/")
    tab.get_by_role("button", name="내려받기 준비").click()
    with tab.expect_download() as waiting:
        tab.get_by_role("link", name="내려받기", exact=True).click()
        give_password(tab)
    waiting.value.save_as(folder / "mine.zip")
    return ZipFile(folder / "mine.zip")


def leave(tab: Tab, choice: str) -> None:
    tab.goto("/accounts/settings/")
    tab.locator("#leave").get_by_label(choice).check()
    tab.locator("#leave").get_by_role("button", name="탈퇴하기").click()
    give_password(tab)
    expect(tab.locator("main").get_by_label(choice)).to_be_checked()
    tab.get_by_label(re.compile("탈퇴합니다")).check()
    tab.locator("main").get_by_role("button", name="탈퇴하기").click()
    expect(tab.get_by_role("heading", name="탈퇴했습니다")).to_be_visible()


def try_to_enter(tab: Tab, user: User) -> None:
    tab.goto("/accounts/login/")
    tab.get_by_label("이메일").fill(user.email or "")
    tab.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    tab.locator("main form button[type=submit]").first.click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_take_leave_come_back_and_be_gone(stage: Stage, talk: ColumnPage, translator: User, tmp_path: Path, javascript: bool) -> None:
    tab = stage.open(javascript=javascript, viewport=PHONE, accept_downloads=True)
    somebody = stage.open()
    log_in(tab, stage.url, translator)

    taken = take_along(tab, tmp_path)
    assert SAID in taken.read("comments.json").decode()
    taken.extractall(tmp_path / "mine")
    at_home = stage.open(javascript=False)
    at_home.goto(f"file://{tmp_path}/mine/index.html")
    expect(at_home.get_by_role("heading", name="내 데이터")).to_be_visible()
    at_home.get_by_role("link", name="댓글", exact=True).click()
    expect(at_home.get_by_text(SAID)).to_be_visible()

    leave(tab, "모두 삭제합니다")
    assert "돌아올 수 있습니다" in mail.outbox[-1].subject
    somebody.goto(talk.url)
    expect(somebody.get_by_text(SAID)).to_be_visible()
    expect(somebody.get_by_text(translator.name)).to_have_count(0)

    try_to_enter(tab, translator)
    expect(tab.get_by_role("heading", name="돌아오시겠습니까?")).to_be_visible()
    tab.goto("/accounts/settings/")
    expect(tab).to_have_url(re.compile("/accounts/way-back/$"))  # there is no other way
    tab.get_by_role("button", name="돌아오기", exact=True).click()
    expect(tab.get_by_text("돌아오셨습니다")).to_be_visible()
    somebody.goto(f"/people/{translator.handle}/")
    expect(somebody.get_by_role("heading", name=translator.name)).to_be_visible()

    leave(tab, "모두 삭제합니다")
    Departure.objects.update(final_at=timezone.now())
    assert departing.finish_due() == 1
    somebody.goto(talk.url)
    expect(somebody.get_by_text(ANSWER)).to_be_visible()
    expect(somebody.get_by_text(SAID)).to_have_count(0)
    assert Comment.objects.get(author=translator).state == State.REMOVED
    try_to_enter(tab, translator)
    expect(tab.locator("main .error").first).to_be_visible()
    stage.check_console("410", "422", "Failed to load resource")


@pytest.mark.parametrize("way", ["로그아웃", "모든 기기에서 로그아웃", "탈퇴하기"])
def test_nothing_half_written_stays_in_the_browser_of_who_goes(stage: Stage, talk: ColumnPage, translator: User, way: str) -> None:
    tab = stage.open()
    log_in(tab, stage.url, translator, talk.url)
    tab.locator("form.composer textarea").first.fill("쓰다 만 글")
    wait_until_kept(tab, "쓰다 만 글")
    if way == "탈퇴하기":
        tab.goto("/accounts/close/?comments=keep")
        give_password(tab)
        tab.locator("main").get_by_role("button", name=way).click()  # without having ticked that one is sure
        expect(tab.locator("main [role=alert]")).to_be_visible()
        only_kept(tab, "쓰다 만 글")
        tab.get_by_label(re.compile("탈퇴합니다")).check()
    else:
        tab.goto("/accounts/settings/")
    tab.locator("main").get_by_role("button", name=way, exact=True).click()
    tab.wait_for_url(lambda address: "/settings/" not in address and "/close/" not in address)
    only_kept(tab)
