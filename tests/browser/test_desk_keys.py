"""A moderator clears ten items without touching the mouse, takes one back, and switches the keys off."""

import re

import pytest
from django.test import override_settings
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from accounts.models import User
from comments.models import Comment, Decision, Discussion, State
from tests.browser.conftest import Stage
from tests.browser.test_main_journey import log_in
from tests.cast import make_member, say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ten(discussion: Discussion) -> list[Comment]:
    return [
        say(discussion, make_member(f"voice-{n}", f"목소리{n}"), f"{n}번째로 기다리는 말입니다.", state=State.PENDING) for n in range(10)
    ]


def before(tab: Tab, number: int) -> None:
    """The comment lies before the moderator, and the page has all its script."""
    expect(tab.locator("article.target .says")).to_contain_text(f"{number}번째로", timeout=20_000)
    tab.wait_for_load_state()


def test_ten_items_by_keyboard(stage: Stage, ten: list[Comment], moderator: User, abuse: object) -> None:
    with override_settings(COMMENTS_UNDO_SECONDS=60):
        tab = stage.open()
        log_in(tab, stage.url, moderator, "/cms/desk/waiting/")
        for number in range(8):
            before(tab, number)
            tab.keyboard.press("a")
        before(tab, 8)
        tab.keyboard.press("j")
        before(tab, 9)
        tab.keyboard.press("k")
        before(tab, 8)
        tab.keyboard.press("r")  # a rule is missing
        tab.keyboard.press("Space")
        tab.keyboard.press("r")  # a reason is missing
        expect(tab.locator("#id_reason")).to_be_focused()
        tab.keyboard.type("aj 사람이 아니라 주장에 답해 주세요.")
        tab.locator(".ctx > .hint").click()
        tab.keyboard.press("r")
        before(tab, 9)
        assert list(Decision.objects.order_by("number").values_list("action", flat=True)) == ["publish"] * 8 + ["reject"]
        tab.get_by_role("button", name="되돌리기").click()
        before(tab, 8)
        assert Comment.objects.get(pk=ten[8].pk).state == State.PENDING
        tab.keyboard.press("?")
        expect(tab.locator("#desk-keys")).to_be_visible()
        tab.keyboard.press("Escape")
        keys = tab.locator("[data-keys]")
        keys.click()
        expect(keys).to_have_attribute("aria-pressed", "false")
        tab.locator(".ctx > .hint").click()
        tab.keyboard.press("a")
        tab.reload()
        expect(tab.locator("[data-keys]")).to_have_attribute("aria-pressed", "false")
        expect(tab).to_have_url(re.compile(rf"/waiting/{ten[8].pk}/"))
        assert Comment.objects.get(pk=ten[8].pk).state == State.PENDING
        tab.locator("[data-keys]").click()
        tab.locator(".ctx > .hint").click()
        for number in (8, 9):
            before(tab, number)
            tab.keyboard.press("a")
        expect(tab.locator(".empty")).to_be_visible()
        assert not Comment.objects.waiting().exists()
        stage.check_console()


def test_several_at_once_without_script(stage: Stage, ten: list[Comment], moderator: User, abuse: object) -> None:
    tab = stage.open(javascript=False)
    log_in(tab, stage.url, moderator, "/cms/desk/waiting/")
    for number in (1, 3):
        tab.get_by_label(f"목소리{number}", exact=False).first.check()
    tab.locator("form.bulk").get_by_role("button", name="반려").click()
    tab.locator("input[name=rule]").first.check()
    tab.get_by_label("작성자들에게").fill("같은 글을 여러 번 올리셨습니다.")
    tab.locator("main .keys button").click()
    expect(tab.locator(".queue li")).to_have_count(8)
    assert Decision.objects.filter(action="reject").count() == 2
    stage.check_console()


NOTHING_OVER_IT = """() => {
  const [words, form] = ["article.target .says", ".decide"].map(one => document.querySelector(one).getBoundingClientRect())
  return words.top >= 0 && words.bottom <= form.top
}"""


def as_typed_in_korean(tab: Tab, key: str, code: str) -> None:
    """What a browser says of a key while the keyboard is set to Korean."""
    tab.evaluate(
        "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))",
        [key, code],
    )


def test_keys_mean_the_same_on_a_korean_keyboard_and_lead_to_the_next_page(
    stage: Stage, discussion: Discussion, moderator: User, abuse: object
) -> None:
    for number in range(26):
        say(discussion, make_member(f"voice-{number}", f"목소리{number}"), f"{number}번째로 기다리는 말입니다.", state=State.PENDING)
    last = Comment.objects.waiting().order_by("created_at", "pk")[24]
    tab = stage.open()
    log_in(tab, stage.url, moderator, f"/cms/desk/waiting/{last.pk}/")
    before(tab, 24)
    line, queue = tab.locator(".queue li[aria-current]").bounding_box(), tab.locator(".queue").bounding_box()
    assert line
    assert queue
    assert line["y"] + line["height"] <= queue["y"] + queue["height"] + 1, "the queue follows"
    as_typed_in_korean(tab, "ㅏ", "KeyK")
    before(tab, 23)
    as_typed_in_korean(tab, "Process", "KeyJ")
    before(tab, 24)
    as_typed_in_korean(tab, "ㅓ", "KeyJ")
    before(tab, 25)
    assert "page=2" in tab.url
    as_typed_in_korean(tab, "ㄴ", "KeyS")  # spam has a rule of its own: only the reason is missing
    expect(tab.locator("[data-rule=spam]")).to_be_checked()
    expect(tab.locator("#id_reason")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("#id_reason")).not_to_be_focused()
    tab.keyboard.press("s")
    tab.keyboard.type("같은 광고를 되풀이해 올렸습니다.")
    tab.keyboard.press("Control+Enter")
    expect(tab.get_by_text("스팸 처리:")).to_be_visible(timeout=20_000)
    assert Decision.objects.get().action == "spam"


def test_what_is_to_be_decided_on_is_seen_at_once_below_a_long_thread(
    stage: Stage, discussion: Discussion, reader: User, lawyer: User, moderator: User, abuse: object
) -> None:
    above = None
    for _level in range(3):
        above = say(discussion, lawyer, "긴 말입니다. " * 120, parent=above)
    comment = say(discussion, reader, "0번째로 기다리는 말입니다.", parent=above, state=State.PENDING)
    tab = stage.open()
    log_in(tab, stage.url, moderator, f"/cms/desk/waiting/{comment.pk}/")
    before(tab, 0)
    for size in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
        tab.set_viewport_size(size)
        tab.reload()
        before(tab, 0)
        expect(tab.locator("article.target .says")).to_be_in_viewport(ratio=1)
        tab.wait_for_function(NOTHING_OVER_IT)
