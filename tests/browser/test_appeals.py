"""A decision, contested and reversed, in a real browser: the first moderator decides, somebody else answers, the comment is back."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Appeal, Comment, Decision, Discussion, Rule, Sanction, State
from tests.browser.conftest import PHONE, Stage
from tests.browser.test_main_journey import log_in
from tests.cast import say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOLD, WORDS, ANSWER = "근거를 밝혀 주세요.", "근거는 둘째 문장에 적었습니다.", "둘째 문장에 근거가 있습니다. 되돌립니다."


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_refusal_to_the_place_on_the_page(
    stage: Stage, column: ColumnPage, discussion: Discussion, reader: User, moderator: User, other_moderator: User, javascript: bool
) -> None:
    comment = say(discussion, reader, "표본이 작습니다. 근거는 부록의 표입니다.", state=State.PENDING)

    first = stage.open(javascript=javascript)
    log_in(first, stage.url, moderator, f"/cms/desk/waiting/{comment.pk}/")
    first.locator(".decide label.chip").first.click()
    first.locator(".decide textarea[name=reason]").fill(TOLD)
    first.locator("form.decide button[formaction$='/reject/']").click()
    expect(first).to_have_url(re.compile("/cms/desk/"))
    assert Comment.objects.get().state == State.REJECTED

    author = stage.open(javascript=javascript, viewport=PHONE)
    log_in(author, stage.url, reader, "/accounts/inbox/")
    author.locator(".notices li").first.get_by_role("button").click()
    expect(author).to_have_url(re.compile(r"/comments/decisions/\d+/$"))
    expect(author.locator("main")).to_contain_text(TOLD)
    author.locator("form#appeal textarea").fill(WORDS)
    author.locator("form#appeal button[type=submit]").click()
    expect(author.locator("section#appeal")).to_contain_text(WORDS)
    appeal = Appeal.objects.get()

    first.goto(f"{stage.url}/cms/desk/appeals/{appeal.pk}/")
    expect(first.locator(".case")).to_contain_text(WORDS)
    expect(first.locator(".decide button")).to_have_count(0)

    second = stage.open(javascript=javascript)
    log_in(second, stage.url, other_moderator, "/cms/desk/appeals/")
    second.locator(".queue ol a").first.click()
    second.locator(".decide textarea[name=reason]").fill(ANSWER)
    second.locator("button[formaction$='/reverse/']").click()
    expect(second).to_have_url(re.compile("/cms/desk/appeals/$"))

    stranger = stage.open(javascript=javascript)
    stranger.goto(f"{stage.url}{column.url}")
    expect(stranger.locator(f"#comment-{comment.pk}")).to_contain_text("근거는 부록의 표입니다.")
    author.reload()
    for words in (TOLD, WORDS, ANSWER):
        expect(author.locator("main")).to_contain_text(words)
    assert list(Decision.objects.order_by("number").values_list("action", flat=True)) == ["reject", "reverse"]
    stage.check_console()


def test_who_may_not_write_reads_why_and_loses_no_word(
    stage: Stage, column: ColumnPage, discussion: Discussion, reader: User, moderator: User, abuse: Rule
) -> None:
    tab = stage.open()
    log_in(tab, stage.url, reader, column.url)
    tab.locator("form#composer textarea[name=body]").fill("한참 쓴 글입니다.")
    Sanction.impose("suspension", reader, by=moderator, rule=abuse, reason=TOLD, days=7)
    tab.locator("form#composer button.main[type=submit]").click()
    expect(tab.locator("#composer-error")).to_contain_text(TOLD)
    expect(tab.locator("form#composer textarea[name=body]")).to_have_value("한참 쓴 글입니다.")
    tab.locator("#composer-error a").click()
    expect(tab.locator("form#appeal")).to_be_visible()
    tab.goto(f"{stage.url}{column.url}")
    expect(tab.locator(".note.stopped")).to_contain_text(TOLD)
    expect(tab.locator("form#composer")).to_have_count(0)
    assert not Comment.objects.exists()
    stage.check_console("403")
