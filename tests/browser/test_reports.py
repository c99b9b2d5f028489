"""A report and what becomes of it, in a real browser: a reader reports, a moderator decides, and both sides hear of it, each their part."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, Decision, Discussion, Rule, State
from tests.browser.conftest import PHONE, Stage
from tests.browser.test_main_journey import log_in
from tests.cast import say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID, COMPLAINT, REASON = "그 논문은 조작입니다.", "근거 없이 사람을 몰아세웁니다.", "조작이라는 근거를 적지 않으셨습니다."


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_report_to_both_inboxes(
    stage: Stage, column: ColumnPage, discussion: Discussion, lawyer: User, reader: User, moderator: User, abuse: Rule, javascript: bool
) -> None:
    comment = say(discussion, lawyer, SAID)
    complainant = stage.open(javascript=javascript, viewport=PHONE)
    log_in(complainant, stage.url, reader, f"/comments/{comment.pk}/report/")
    complainant.locator(f"input[name=rule][value='{abuse.pk}']").check()
    complainant.locator("input[name=words]").fill(COMPLAINT)
    complainant.locator("button[type=submit].main").click()
    expect(complainant).to_have_url(re.compile("/comments/|/columns/"))

    desk = stage.open(javascript=javascript)
    log_in(desk, stage.url, moderator, "/cms/")
    desk.goto("/cms/desk/")  # nothing waits, so it leads to what was reported
    expect(desk).to_have_url(re.compile("/cms/desk/reported/$"))
    if not javascript:
        desk.get_by_role("link", name="첫 댓글 열기").click()
    expect(desk.locator("article.target")).to_contain_text(SAID)
    expect(desk.locator("article.target .flags")).to_contain_text(COMPLAINT)
    mail.outbox.clear()
    desk.locator(".decide label.chip").first.click()
    desk.locator(".decide textarea[name=reason]").fill(REASON)
    desk.locator("form.decide button[formaction$='/take-down/']").click()
    expect(desk.locator(".case .empty")).to_be_visible()
    assert Comment.objects.get().state == State.REJECTED

    author = stage.open(javascript=javascript)
    log_in(author, stage.url, lawyer, "/accounts/inbox/")
    opened(author)
    expect(author).to_have_url(re.compile(rf"/comments/decisions/{Decision.objects.get().number}/$"))
    expect(author.locator("main")).to_contain_text(REASON)
    expect(author.locator("form#appeal")).to_be_visible()
    complainant.goto("/accounts/inbox/")
    expect(complainant.locator(".notices li").first).to_contain_text("내렸습니다")
    for tab in (author, complainant):
        tab.goto("/accounts/inbox/")
        expect(tab.locator("main")).not_to_contain_text(COMPLAINT)
    expect(complainant.locator("main")).not_to_contain_text(REASON)  # which is for its author
    told = {letter.to[0]: letter.body for letter in mail.outbox}
    assert told.keys() == {lawyer.email, reader.email}
    assert REASON in told[lawyer.email]
    assert not any(words in told[lawyer.email] for words in (COMPLAINT, reader.name))
    assert "내렸습니다" in told[reader.email]
    assert REASON not in told[reader.email]
    stage.check_console()


def opened(tab: Tab) -> None:
    """Opens the newest notice."""
    tab.locator(".notices li").first.get_by_role("button").click()
