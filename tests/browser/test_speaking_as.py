"""A member chooses, comment by comment, as what to speak, and whoever reads can look up what stands behind a seal."""

import re

import pytest
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from accounts.models import Profession, User
from articles.models import ColumnPage
from comments.models import Comment
from tests.browser.conftest import DESKTOP, PHONE, Stage
from tests.browser.test_main_journey import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHOICES = {"변호사 · 인증": ("변", "변호사"), "수필가": ("수", "수필가"), "직업 비공개": ("독", "")}


def speak(tab: Tab, address: str, choice: str, text: str) -> Locator:
    tab.goto(address)
    tab.locator("#composer select[name=speaking_as]").select_option(label=choice)
    tab.locator("#composer textarea[name=body]").fill(text)
    tab.get_by_role("button", name="댓글 남기기").click()
    said = tab.locator("article.comment").filter(has_text=text)
    expect(said).to_have_count(1)
    return said


@pytest.mark.parametrize(("javascript", "viewport"), [(True, PHONE), (False, DESKTOP)], ids=["script-phone", "no-script-desktop"])
def test_each_comment_bears_what_was_chosen_for_it(
    stage: Stage, column: ColumnPage, lawyer: User, settings: object, javascript: bool, viewport: dict[str, int]
) -> None:
    settings.COMMENTS_HELD_FOR_NEWCOMERS = 0  # type: ignore[attr-defined]
    lawyer.further.add(Profession.objects.get(slug="essayist"))
    member = stage.open(javascript=javascript, viewport=viewport)
    log_in(member, stage.url, lawyer)
    for number, (choice, (seal, named)) in enumerate(CHOICES.items()):
        said = speak(member, f"{stage.url}{column.url}", choice, f"{number}번째 자리에서 한 말입니다.")
        expect(said.locator("> .seal")).to_have_text(seal)
        expect(said).to_contain_text(named)
    worn = list(Comment.objects.order_by("pk").values_list("profession__slug", "credential__profession__slug"))
    assert worn == [("lawyer", "lawyer"), ("essayist", None), (None, None)]

    reader = stage.open(javascript=javascript, viewport=viewport)
    reader.goto(f"{stage.url}{column.url}")
    checked = reader.locator("article.comment").filter(has_text="0번째")
    expect(checked.locator("> .seal")).to_have_class(re.compile(r"\bok\b"))
    expect(reader.locator("article.comment a.verified")).to_have_count(1)
    checked.get_by_role("link", name="인증").click()
    expect(reader).to_have_url(re.compile(r"/comments/\d+/credential/$"))
    expect(reader.locator("main")).to_contain_text("확인한 날")
    reader.get_by_role("link", name="돌아가기").click()
    expect(reader).to_have_url(re.compile(r"#comment-\d+$"))
    stage.check_console()
