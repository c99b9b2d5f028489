"""A profession is checked, from the form to the seal and back, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from accounts.models import Credential, User
from articles.models import ColumnPage
from comments.models import Comment
from tests.accounts.credentials.papers import photograph
from tests.browser.conftest import Stage
from tests.browser.test_main_journey import log_in
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ask(tab: Tab, server: str, picture: Path) -> None:
    tab.goto(f"{server}/accounts/settings/")
    tab.locator("#verify").get_by_role("link", name="직업 인증 요청하기").click()
    tab.locator("select[name=profession]").select_option(label="번역가")
    tab.get_by_role("button", name="계속").click()
    if "/reauthenticate/" in tab.url:
        tab.get_by_label("비밀번호").fill(PASSWORD)
        tab.locator("main form button[type=submit]").first.click()
    expect(tab).to_have_url(re.compile("/credentials/new/translator/"))
    tab.locator("input[type=file]").set_input_files(picture)
    tab.get_by_label("운영진에게 하는 말").fill("이름과 날짜만 남겼습니다.")
    tab.locator("input[name=consent]").check()
    tab.get_by_role("button", name="요청 보내기").click()
    expect(tab.locator(".steps [aria-current=step]")).to_contain_text("확인 중")


def comment_on(tab: Tab, server: str, column: ColumnPage, text: str) -> Comment:
    tab.goto(f"{server}{column.url}")
    tab.locator("form#composer textarea[name=body]").fill(text)
    tab.get_by_role("button", name="댓글 남기기").click()
    expect(tab.locator("article.comment").filter(has_text=text)).to_have_count(1)
    return Comment.objects.get(source=text)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_document_to_the_seal_and_back(
    stage: Stage, column: ColumnPage, translator: User, administrator: User, settings: object, tmp_path: Path, javascript: bool
) -> None:
    settings.COMMENTS_HELD_FOR_NEWCOMERS = 0  # type: ignore[attr-defined]
    picture = tmp_path / "문가람 계약서.jpg"
    picture.write_bytes(photograph())
    member = stage.open(javascript=javascript)
    log_in(member, stage.url, translator)
    ask(member, stage.url, picture)
    request = Credential.objects.get(user=translator)

    staff = stage.open(javascript=javascript)
    log_in(staff, stage.url, administrator, "/cms/verification/")
    staff.get_by_role("link", name="문가람").click()
    expect(staff.locator(".papers img")).to_have_js_property("complete", True)
    assert staff.locator(".papers img").evaluate("image => image.naturalWidth") > 0
    expect(staff.locator("main")).to_contain_text("이름과 날짜만 남겼습니다.")
    staff.get_by_role("button", name="승인").click()
    expect(staff).to_have_url(re.compile("/cms/verification/$"))
    request.refresh_from_db()
    assert (request.state, request.checked_by) == ("granted", administrator)

    comment = comment_on(member, stage.url, column, "이제 인증된 자리에서 씁니다.")
    expect(member.locator(f"#comment-{comment.pk} > .seal")).to_have_class(re.compile(r"\bok\b"))

    staff.goto(f"{stage.url}/cms/credentials/{request.pk}/revoke/")
    staff.locator("select[name=reason]").select_option("no-longer")
    staff.locator("main form button[type=submit]").last.click()
    request.refresh_from_db()
    assert request.state == "revoked"
    reader = stage.open(javascript=javascript)
    reader.goto(f"{stage.url}/comments/{comment.pk}/")
    expect(reader.locator(f"#comment-{comment.pk}")).to_contain_text("당시 인증, 이후 취소")
    expect(reader.locator(f"#comment-{comment.pk} > .seal")).not_to_have_class(re.compile(r"\bok\b"))
    stage.check_console()
