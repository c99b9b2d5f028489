"""The main job in a real browser: publish, read, meet the gate, join, comment, decide, see; with script and without."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from accounts.models import Policy, User
from articles.models import Author, ColumnIndexPage, ColumnPage
from comments.models import Comment, State
from tests.browser.conftest import Stage
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "‘초벌’은 오랫동안 가장 값싼 노동이었습니다.\n\n서툰 문장을 수백 장 써 본 사람만이 남의 문장에서 틈을 봅니다 — 변호사(辯護士)도 그렇습니다."


def log_in(tab: Tab, server: str, user: User, following: str = "/") -> None:
    tab.goto(f"{server}/accounts/login/?next={following}")
    tab.get_by_label("이메일").fill(user.email or "")
    tab.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    tab.locator("main form button[type=submit]").first.click()
    expect(tab).to_have_url(re.compile(re.escape(following.split("#")[0]) + r"(#.*)?$"))


def code_in_mail() -> str:
    return re.findall(r"^\s*([0-9A-Z-]{6,9})\s*$", mail.outbox[-1].body, re.MULTILINE)[0]


@pytest.fixture
def policies(db: None) -> None:
    for kind in Policy.Kind:
        Policy.objects.get_or_create(kind=kind, version="2026-11-01", defaults={"effective_on": "2026-11-01", "body": "<p>글</p>"})


def publish_by_hand(tab: Tab, server: str, editor: User, columns: ColumnIndexPage, author: Author) -> None:
    """Writes and publishes a column in the Wagtail admin: a whole text typed into one paragraph block."""
    log_in(tab, server, editor, f"/cms/pages/add/articles/columnpage/{columns.pk}/")
    tab.wait_for_load_state("networkidle")  # Wagtail's script gives the buttons their meaning
    tab.locator("#id_title").fill("초벌을 잃은 직업들")
    tab.locator("#id_dek").fill("일은 빨라졌는데, 숙련은 어디에서 자라고 있을까요.")
    tab.get_by_role("button", name="필자 추가").click()
    tab.get_by_title(f"{author.name} 선택").check()
    tab.get_by_role("button", name="선택 확인").click()
    expect(tab.locator("[name='column_authors-0-author']")).to_have_value(str(author.pk))
    expect(tab.locator(".modal-backdrop")).to_have_count(0)  # while it fades it takes the focus back, and with it the list of blocks
    writing = tab.locator(".Draftail-Editor [contenteditable=true]").first
    option = tab.get_by_role("option", name="문단").first
    for _attempt in range(5):
        if not option.is_visible():
            tab.locator("[data-contentpath=body] .c-sf-add-button").first.click()
        option.click()
        tab.wait_for_timeout(700)
        if writing.is_visible():
            break
    writing.click()
    paste(tab, writing, TEXT)
    tab.get_by_role("button", name="더 많은 작업").click()
    tab.locator("button[name=action-publish]").click()
    expect(tab).to_have_url(re.compile(rf"/cms/pages/{columns.pk}/$"), timeout=20_000)


def paste(tab: Tab, writing: Locator, text: str) -> None:
    """Puts a text into the clipboard's place and pastes it, as an editor does with a whole manuscript."""
    writing.evaluate(
        """(node, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            data.setData("text/html", text.split("\\n\\n").map(part => `<p>${part}</p>`).join(""));
            node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )
    # The editor hands its text to the form a moment after the last change.
    expect(tab.locator("[name='body-0-value']")).to_have_value(re.compile(re.escape(text[-10:])))


def test_a_day_of_the_publication(
    stage: Stage, columns: ColumnIndexPage, columnist: Author, editor: User, policies: None, settings: Any
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # it replaces the buttons while a hurried hand reaches for them
    publish_by_hand(stage.open(), stage.url, editor, columns, columnist)
    column = ColumnPage.objects.live().get()
    assert [BeautifulSoup(str(block.value), "html.parser").get_text() for block in column.body] == TEXT.split("\n\n")
    reader = stage.open()
    reader.goto("/")
    reader.get_by_role("link", name="초벌을 잃은 직업들").first.click()
    expect(reader).to_have_url(re.compile("/columns/"))
    expect(reader.locator("article .prose p")).to_have_count(2)
    expect(reader.locator("[data-login-gate]")).to_contain_text("댓글을 남기려면 로그인해야 합니다")
    assert not stage.cookies(reader)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_gate_to_the_decision(stage: Stage, column: ColumnPage, moderator: User, policies: None, javascript: bool) -> None:
    server = stage.url
    stranger = stage.open(javascript=javascript)
    stranger.goto(f"{server}{column.url}")
    gate = stranger.locator("[data-login-gate]")
    expect(gate).to_contain_text("댓글을 남기려면 로그인해야 합니다")
    assert not stage.cookies(stranger)

    gate.get_by_role("link", name="이메일로 가입하기").click()
    stranger.get_by_label("이메일").fill("saerom@example.org")
    stranger.get_by_label(re.compile("^비밀번호")).first.fill(PASSWORD)
    stranger.get_by_label(re.compile("^아이디")).fill("saerom")
    stranger.get_by_label(re.compile("^이름")).fill("새롬")
    stranger.get_by_label(re.compile("^직업")).select_option(label="번역가")
    for box in stranger.locator("main input[type=checkbox][required]").all():
        box.check()
    stranger.locator("main form button[type=submit]").first.click()
    stranger.locator("input[name=code]").fill(code_in_mail())
    stranger.locator("main form button[type=submit]").first.click()
    expect(stranger).to_have_url(re.compile(r"#composer$"))

    stranger.locator("form#composer textarea[name=body]").fill("감수료를 받고 일한 지 **2년째**입니다.")
    stranger.get_by_role("button", name="댓글 남기기").click()
    comment = Comment.objects.get()
    assert comment.state == State.PENDING
    waiting = stranger.locator(f"article#comment-{comment.pk}.comment")
    expect(waiting).to_contain_text("검토 중")
    assert waiting.get_attribute("data-profession") == "translator"

    desk = stage.open(javascript=javascript)
    log_in(desk, server, moderator, f"/cms/desk/waiting/{comment.pk}/")
    desk.locator("form.decide").get_by_role("button", name=re.compile("^승인")).click()
    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED

    other = stage.open(javascript=javascript)
    other.goto(f"{server}/comments/{comment.pk}/")
    expect(other).to_have_url(re.compile(rf"#comment-{comment.pk}$"))
    expect(other.locator(f"#comment-{comment.pk} strong")).to_have_text("2년째")
    stranger.goto(f"{server}/accounts/inbox/")
    expect(stranger.locator("main")).to_contain_text("공개")
    stage.check_console()
