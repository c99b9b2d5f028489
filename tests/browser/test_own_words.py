"""One's own words in a real browser: changed, looked at, kept while they are written, quoted, taken back; with and without script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, Discussion, State
from tests.browser.conftest import DESKTOP, PHONE, Stage
from tests.browser.looking import check_page
from tests.cast import log_in, say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('draft:')).map(([, value]) => JSON.parse(value).body)"


@pytest.fixture
def talk(column: ColumnPage, discussion: Discussion, lawyer: User, reader: User) -> ColumnPage:
    """A column on which the lawyer has spoken before, so that what they write appears at once."""
    say(discussion, reader, "먼저 남긴 말입니다. 둘째 문장도 있습니다.")
    say(discussion, lawyer, "윤해인이 남긴 말입니다.")
    return column


def screen_of(stage: Stage, user: User, **options: Any) -> Tab:
    """A tab in which somebody is logged in."""
    tab = stage.open(**options)
    tab.context.add_cookies([{"name": "sessionid", "value": log_in(user).cookies["sessionid"].value, "url": stage.url}])
    return tab


def area_of(tab: Tab) -> Locator:
    return tab.locator("form.composer textarea[name=body]")


def wait_until_kept(tab: Tab, text: str) -> None:
    tab.wait_for_function(f"text => ({KEPT}).includes(text)", arg=text)


def only_kept(tab: Tab, *texts: str) -> None:
    """These drafts and no others, once the page's scripts have run."""
    tab.wait_for_function(f"texts => JSON.stringify(({KEPT}).sort()) === JSON.stringify(texts.sort())", arg=list(texts))


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_changing_and_taking_back_by_keyboard(stage: Stage, talk: ColumnPage, lawyer: User, javascript: bool) -> None:
    tab = screen_of(stage, lawyer, javascript=javascript)
    tab.goto(talk.url)
    tab.locator(".comment.mine").get_by_role("link", name="수정").press("Enter")
    area_of(tab).fill("고쳐서 **또렷하게** 남긴 말입니다.")
    tab.get_by_role("button", name="미리보기").press("Enter")
    expect(tab.locator("#preview strong")).to_have_text("또렷하게")
    tab.get_by_role("button", name="미리보기 닫기").press("Enter")
    expect(tab.locator("#preview")).to_be_hidden()
    expect(area_of(tab)).to_have_value("고쳐서 **또렷하게** 남긴 말입니다.")
    tab.get_by_role("button", name="저장").press("Enter")
    mine = tab.locator(".comment.mine")
    expect(mine.locator("strong")).to_have_text("또렷하게")
    expect(mine).to_contain_text("수정됨")
    mine.get_by_role("link", name="삭제").press("Enter")
    tab.get_by_role("button", name="삭제").press("Enter")
    expect(tab).to_have_url(re.compile(r"#comment-\d+$"))
    expect(tab.locator(".comment.gone")).to_contain_text("작성자가 삭제한 댓글입니다")
    stage.check_console()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_writing_with_everything_it_may_say(stage: Stage, talk: ColumnPage, lawyer: User, javascript: bool) -> None:
    tab = screen_of(stage, lawyer, javascript=javascript)
    tab.goto(talk.url)
    expect(tab.get_by_label("이해관계")).to_be_hidden()
    tab.get_by_label("문단", exact=True).select_option(index=2)
    tab.get_by_text("이 댓글에 대해").click()
    tab.get_by_label("댓글의 성격").select_option("evidence")
    tab.get_by_label("이해관계").check()
    area_of(tab).fill("둘째 문단에 **근거**를 붙입니다.")
    tab.get_by_role("button", name="미리보기").click()
    expect(tab.locator("#preview strong")).to_have_text("근거")
    assert not Comment.objects.filter(kind="evidence").exists()
    tab.get_by_role("button", name="댓글 남기기").click()
    expect(tab).to_have_url(re.compile(r"#comment-\d+$"))
    comment = Comment.objects.latest("pk")
    assert (comment.kind, comment.has_interest, comment.used_ai) == ("evidence", True, False)
    assert comment.passage.block == list(talk.paragraphs)[1]
    stage.check_console()


def test_the_composer_by_keyboard_alone(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    tab = screen_of(stage, lawyer)
    tab.goto(f"{talk.url}#composer")
    area_of(tab).focus()
    tab.keyboard.type("처음 ")
    tab.keyboard.type("강조")
    for _ in range(2):
        tab.keyboard.press("Shift+ArrowLeft")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="굵게")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(area_of(tab)).to_have_value("처음 **강조**")
    tab.keyboard.press("ControlOrMeta+z")
    expect(area_of(tab)).to_have_value("처음 강조")
    tab.keyboard.press("ControlOrMeta+Enter")
    expect(tab).to_have_url(re.compile(r"#comment-\d+$"))
    assert Comment.objects.latest("pk").source == "처음 강조"


def test_ctrl_enter_while_a_syllable_is_composed_sends_nothing(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    tab = screen_of(stage, lawyer)
    tab.goto(talk.url)
    before = Comment.objects.count()
    area_of(tab).fill("아직 쓰는 주")
    press = """(area, composing) => area.dispatchEvent(new KeyboardEvent("keydown",
        { key: "Enter", ctrlKey: true, isComposing: composing, keyCode: composing ? 229 : 13, bubbles: true, cancelable: true }))"""
    assert area_of(tab).evaluate(press, True), "the key is the input method's"
    tab.wait_for_timeout(300)
    assert (Comment.objects.count(), tab.url) == (before, f"{stage.url}{talk.url}")
    assert not area_of(tab).evaluate(press, False)
    expect(tab).to_have_url(re.compile(r"#comment-\d+$"))
    assert Comment.objects.count() == before + 1


def test_the_count_says_in_words_what_is_too_much_and_cuts_nothing(stage: Stage, talk: ColumnPage, lawyer: User, settings: Any) -> None:
    settings.COMMENT_MAX_LENGTH = 20
    tab = screen_of(stage, lawyer)
    tab.goto(talk.url)
    output = tab.locator("form.composer output")
    area_of(tab).fill("한\u1112\u1161\u11ab👩")
    expect(output).to_have_text("3 / 20")
    expect(output).to_have_attribute("aria-live", "off")
    area_of(tab).fill("가" * 19)
    expect(output).to_have_attribute("aria-live", "polite")
    area_of(tab).fill("가" * 23)
    expect(output).to_have_text("23 / 20 · 3자가 넘습니다")
    tab.get_by_role("button", name="댓글 남기기").click()
    expect(tab.get_by_role("alert")).to_contain_text("20자")
    expect(area_of(tab)).to_have_value("가" * 23)
    stage.check_console("422")


def test_two_tabs_keep_two_drafts_of_the_same_page(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    one = screen_of(stage, lawyer)
    two = one.context.new_page()
    for tab, text in ((one, "첫째 탭의 글"), (two, "둘째 탭의 글")):
        tab.goto(talk.url)
        area_of(tab).fill(text)
        wait_until_kept(tab, text)
    only_kept(one, "둘째 탭의 글", "첫째 탭의 글")
    for tab, text in ((one, "첫째 탭의 글"), (two, "둘째 탭의 글")):
        tab.reload()
        expect(area_of(tab)).to_have_value(text)
        expect(tab.locator("[data-said]")).to_have_text("쓰던 글을 되살렸습니다.")
    one.get_by_role("button", name="댓글 남기기").click()
    expect(one).to_have_url(re.compile(r"#comment-\d+$"))
    only_kept(one, "둘째 탭의 글")


def test_a_draft_from_elsewhere_is_offered_never_put_in_unasked(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    one = screen_of(stage, lawyer)
    one.goto(talk.url)
    one.get_by_text("이 댓글에 대해").click()
    one.get_by_label("댓글의 성격").select_option("question")
    area_of(one).fill("닫힌 탭의 글")
    wait_until_kept(one, "닫힌 탭의 글")
    two = one.context.new_page()
    one.close()
    two.goto(talk.url)
    expect(area_of(two)).to_have_value("")
    note = two.locator("[data-kept]")
    expect(note).to_contain_text("닫힌 탭의 글")
    check_page(two)
    note.get_by_role("button", name="불러오기").click()
    expect(area_of(two)).to_have_value("닫힌 탭의 글")
    expect(two.get_by_label("댓글의 성격")).to_have_value("question")
    expect(note).to_be_hidden()
    only_kept(two, "닫힌 탭의 글")
    three = two.context.new_page()
    three.goto(talk.url)
    three.locator("[data-kept]").get_by_role("button", name="지우기").click()
    only_kept(three)


def test_a_draft_outlives_a_server_that_fails_and_goes_once_posted(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    tab = screen_of(stage, lawyer)
    tab.goto(talk.url)
    area_of(tab).fill("서버가 쓰러져도 남는 글")
    tab.route("**/comments/on/*/", lambda route: route.fulfill(status=500, body="fallen"))
    tab.get_by_role("button", name="댓글 남기기").click()
    expect(tab.locator("body")).to_have_text("fallen")
    tab.unroute("**/comments/on/*/")
    tab.goto(talk.url)
    expect(area_of(tab)).to_have_value("서버가 쓰러져도 남는 글")
    tab.get_by_role("button", name="댓글 남기기").click()
    expect(tab).to_have_url(re.compile(r"#comment-\d+$"))
    only_kept(tab)
    expect(area_of(tab)).to_have_value("")


def test_without_a_line_nothing_is_sent_and_the_words_say_so(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    tab = screen_of(stage, lawyer)
    tab.goto(talk.url)
    area_of(tab).fill("터널 안에서 쓴 글")
    tab.context.set_offline(True)
    expect(tab.locator("[data-said]")).to_have_text("연결이 끊겼습니다. 쓰던 글은 이 기기에 남아 있습니다.")
    area_of(tab).press("ControlOrMeta+Enter")
    expect(area_of(tab)).to_have_value("터널 안에서 쓴 글")
    only_kept(tab, "터널 안에서 쓴 글")
    tab.context.set_offline(False)
    expect(tab.locator("[data-said]")).to_have_text("")


def test_on_a_shared_computer_the_next_person_finds_nothing(stage: Stage, talk: ColumnPage, lawyer: User, reader: User) -> None:
    tab = screen_of(stage, lawyer)
    tab.goto(talk.url)
    area_of(tab).fill("남이 보면 안 되는 글")
    wait_until_kept(tab, "남이 보면 안 되는 글")
    tab.context.clear_cookies()
    tab.goto(talk.url)
    only_kept(tab, "남이 보면 안 되는 글")  # a session that merely ended takes nothing away
    tab.context.add_cookies([{"name": "sessionid", "value": log_in(reader).cookies["sessionid"].value, "url": stage.url}])
    tab.goto(talk.url)
    expect(area_of(tab)).to_have_value("")
    expect(tab.locator("[data-kept]")).to_be_hidden()
    only_kept(tab)
    area_of(tab).fill("나가면서 지워질 글")
    wait_until_kept(tab, "나가면서 지워질 글")
    tab.goto("/accounts/logout/")
    tab.locator("main form button[type=submit]").click()
    tab.wait_for_url(re.compile(r"/$"))
    only_kept(tab)


def test_old_drafts_go_and_no_more_than_twenty_stay(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    tab = screen_of(stage, lawyer)
    tab.goto(talk.url)
    tab.evaluate(
        """member => { for (let n = 0; n < 25; n++) localStorage.setItem(`draft:${member}:on-${1000 + n}:k${n}`,
        JSON.stringify({ body: `글 ${n}`, at: Date.now() - n * 86400000 * 2 })) }""",
        lawyer.pk,
    )
    tab.reload()
    only_kept(tab, *(f"글 {n}" for n in range(15)))  # those of the last thirty days
    tab.evaluate(
        """member => { for (let n = 0; n < 25; n++) localStorage.setItem(`draft:${member}:on-${1000 + n}:k${n}`,
        JSON.stringify({ body: `글 ${n}`, at: Date.now() - n * 1000 })) }""",
        lawyer.pk,
    )
    tab.reload()
    only_kept(tab, *(f"글 {n}" for n in range(20)))


def test_a_draft_of_a_change_comes_back_until_it_was_saved(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    comment = Comment.objects.get(author=lawyer)
    tab = screen_of(stage, lawyer)
    tab.goto(f"/comments/{comment.pk}/edit/")
    only_kept(tab)
    area_of(tab).fill("고치다 만 글")
    wait_until_kept(tab, "고치다 만 글")
    tab.reload()
    expect(area_of(tab)).to_have_value("고치다 만 글")
    tab.get_by_role("button", name="저장").click()
    expect(tab.locator(f"#comment-{comment.pk}")).to_contain_text("고치다 만 글")
    tab.goto(f"/comments/{comment.pk}/edit/")
    expect(area_of(tab)).to_have_value("고치다 만 글")
    expect(tab.locator("[data-kept]")).to_be_hidden()
    only_kept(tab)


def select(tab: Tab, where: str, start: int, end: int) -> None:
    tab.evaluate(
        """([where, start, end]) => { const node = document.createTreeWalker(document.querySelector(where), NodeFilter.SHOW_TEXT).nextNode();
        getSelection().setBaseAndExtent(node, start, node, end) }""",
        [where, start, end],
    )


@pytest.mark.parametrize("where", ["the column", "the thread"])
def test_selected_words_are_answered_as_a_quotation(stage: Stage, talk: ColumnPage, lawyer: User, where: str) -> None:
    said = Comment.objects.exclude(author=lawyer).get()
    tab = screen_of(stage, lawyer)
    tab.goto(talk.url if where == "the column" else f"/comments/{said.pk}/thread/")
    select(tab, f"#comment-{said.pk} .says p", 0, 12)
    button = tab.locator(f"#comment-{said.pk}").get_by_role("button", name="인용해서 답하기")
    expect(button).to_be_visible()
    check_page(tab)
    button.press("Enter")
    expect(tab).to_have_url(f"{stage.url}/comments/{said.pk}/reply/#composer")
    expect(area_of(tab)).to_have_value("> 먼저 남긴 말입니다.\n\n")
    area_of(tab).press_sequentially("그렇습니다.")
    area_of(tab).press("ControlOrMeta+Enter")
    expect(tab.locator(f"#comment-{said.pk} .replies blockquote")).to_have_text("먼저 남긴 말입니다.")
    stage.check_console()


def test_words_of_the_column_are_quoted_with_their_paragraph(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    block = list(talk.paragraphs)[1]
    tab = screen_of(stage, lawyer)
    tab.goto(talk.url)
    area_of(tab).fill("먼저 쓴 말")
    select(tab, f"#p-{next(iter(talk.paragraphs))}", 0, 1)
    expect(tab.locator(".prose p").first.get_by_role("button", name="인용해서 답하기")).to_be_visible()
    select(tab, f"#p-{block}", 0, 2)
    expect(tab.locator(".prose p").nth(1).get_by_role("button", name="인용해서 답하기")).to_be_visible()
    check_page(tab)
    tab.get_by_role("button", name="인용해서 답하기").click()
    expect(area_of(tab)).to_have_value("먼저 쓴 말\n\n> 둘째\n\n")
    expect(area_of(tab)).to_be_focused()
    expect(tab.get_by_label("문단", exact=True)).to_have_value(block)
    expect(tab.get_by_role("button", name="인용해서 답하기")).to_have_count(0)


def test_without_script_the_whole_is_quoted(stage: Stage, talk: ColumnPage, lawyer: User) -> None:
    said = Comment.objects.exclude(author=lawyer).get()
    tab = screen_of(stage, lawyer, javascript=False)
    tab.goto(f"/comments/{said.pk}/reply/")
    expect(tab.get_by_role("button", name="굵게")).to_be_hidden()
    tab.get_by_role("link", name="전체 인용").click()
    expect(area_of(tab)).to_have_value(re.compile(r"^> 먼저 남긴 말입니다\."))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_stands_in_a_writers_way(stage: Stage, talk: ColumnPage, lawyer: User, viewport: dict[str, int], scheme: str) -> None:
    said, own = Comment.objects.exclude(author=lawyer).get(), Comment.objects.get(author=lawyer)
    tab = screen_of(stage, lawyer, viewport=viewport, color_scheme=scheme)
    for path in (talk.url, f"/comments/{said.pk}/reply/?quote=1", f"/comments/{own.pk}/edit/", f"/comments/{own.pk}/removal/"):
        tab.goto(path)
        if area_of(tab).count():
            area_of(tab).fill(
                "의무를 지우려면 **시간도 함께** 주어야 합니다.\n\n> 앞의 것만 적습니다.\n\n- 최소 검토 시간\n- 이의를 제기할 기한"
            )
            tab.get_by_role("button", name="미리보기").click()
            expect(tab.locator("#preview blockquote")).to_be_visible()
        for more in tab.locator(".composer details").all():
            more.locator("summary").click()
        check_page(tab)
        for target in tab.locator(".composer :is(button, select, summary, label.check)").all():
            box = target.bounding_box()
            assert box is None or box["height"] >= 44, target.evaluate("node => node.outerHTML")
    Comment.objects.filter(pk=own.pk).update(state=State.REJECTED)
    tab.goto(f"/comments/{own.pk}/edit/")
    check_page(tab)


def test_two_windows_on_one_comment_tell_the_second(stage: Stage, talk: ColumnPage, lawyer: User, moderator: User) -> None:
    own = Comment.objects.get(author=lawyer)
    one = screen_of(stage, lawyer)
    two = one.context.new_page()
    for tab, text in ((one, "첫째 창에서 고친 글"), (two, "둘째 창에서 고친 글")):
        tab.goto(f"/comments/{own.pk}/edit/")
        area_of(tab).fill(text)
        wait_until_kept(tab, text)
    for tab in (one, two):
        tab.get_by_role("button", name="저장").click()
    expect(two.get_by_role("alert")).to_contain_text("다른 창에서")
    expect(two.locator(".answered .says")).to_have_text("첫째 창에서 고친 글")
    expect(area_of(two)).to_have_value("둘째 창에서 고친 글")
    check_page(two)
    two.get_by_role("button", name="저장").click()
    expect(two.locator(f"#comment-{own.pk} .says")).to_have_text("둘째 창에서 고친 글")
    stage.check_console("409")
    desk = screen_of(stage, moderator)
    desk.goto(f"/cms/desk/done/{own.pk}/")
    desk.get_by_text("고치기 전의 글 2개").click()
    expect(desk.locator(".target .before").first).to_have_text("첫째 창에서 고친 글")
