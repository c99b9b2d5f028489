"""More comments: in place where there is script, on a page of their own where there is none."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from articles.models import ColumnPage
from comments.first_page import THREADS_A_PAGE
from comments.models import Discussion
from tests.browser.conftest import Stage
from tests.cast import say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ALL = THREADS_A_PAGE * 2 + 5


@pytest.fixture
def long_talk(column: ColumnPage, reader: User) -> ColumnPage:
    discussion = Discussion.for_writing(column)
    for number in range(ALL):
        say(discussion, reader, f"{number + 1}번째로 남긴 말입니다.")
    return column


def test_they_come_below_what_is_being_read(stage: Stage, long_talk: ColumnPage) -> None:
    page = stage.open()
    page.goto(long_talk.url)
    comments = page.locator("article.comment")
    for shown in (THREADS_A_PAGE * 2, ALL):
        page.get_by_role("link", name="댓글 20개 더 보기").press("Enter")
        expect(comments).to_have_count(shown)
    expect(page.locator(".more")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="댓글을 더 불러왔습니다")).to_have_count(1)
    assert page.url.endswith(long_talk.url)
    assert page.evaluate("document.activeElement.closest('article')?.id")
    stage.check_console()


def test_without_script_the_link_leads_to_the_next(stage: Stage, long_talk: ColumnPage) -> None:
    page = stage.open(javascript=False)
    page.goto(long_talk.url)
    page.get_by_role("link", name="댓글 20개 더 보기").click()
    expect(page).to_have_url(re.compile(r"after=\d+#talk$"))
    expect(page.locator("article.comment")).to_have_count(THREADS_A_PAGE)
    expect(page.locator("article.comment").first).to_contain_text(f"{ALL - THREADS_A_PAGE}번째로")
