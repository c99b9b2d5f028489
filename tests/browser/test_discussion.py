"""A discussion in a real browser: answer, agree, look through a profession, open a paragraph, follow a link to a comment.

Each with and without script, on a phone and on a desk, by keyboard alone; and nothing on any of these states that stands in anybody's way.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Profession, User
from articles.models import ColumnPage
from comments.first_page import REPLIES_SHOWN, THREADS_A_PAGE
from comments.listing import REPLIES_A_PAGE
from comments.models import Comment, Discussion, Kind, Mute, Passage, State
from comments.reacting import react
from tests.browser.conftest import DESKTOP, PHONE, Stage
from tests.browser.looking import check_page
from tests.cast import log_in, say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
SIZES = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1440", "390"])


def enter(stage: Stage, page: Page, member: User) -> Page:
    session = log_in(member).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": stage.url}])
    return page


def reach(page: Page, selector: str, most: int = 150) -> None:
    """Moves the focus there as a keyboard does, by Tab alone."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab")


@pytest.fixture
def talk(column: ColumnPage, lawyer: User, translator: User, reader: User, settings: Any) -> dict[str, Comment]:
    """Two threads: a translator's on the second paragraph, answered by a lawyer; a reader's, deleted, answered by the translator."""
    settings.COMMENTS_HELD_FOR_NEWCOMERS = 0
    column.professions.set(Profession.objects.filter(slug__in=["lawyer", "poet"]))
    column.save()
    discussion = Discussion.for_writing(column)
    passage = Passage.of(discussion, *list(column.paragraphs.items())[1])
    said = {"head": say(discussion, translator, "번역가가 본 것입니다.", passage=passage, kind=Kind.EXPERIENCE, used_ai=True)}
    said["answer"] = say(discussion, lawyer, "변호사의 답입니다.", parent=said["head"], has_interest=True)
    said["gone"] = say(discussion, reader, "지울 말입니다.")
    said["left"] = say(discussion, translator, "남은 답입니다.", parent=said["gone"])
    said["gone"].remove(by=reader)
    react(said["head"], lawyer, "agree")
    return said


@SCRIPT
@SIZES
def test_answer_by_keyboard(
    stage: Stage, column: ColumnPage, talk: dict[str, Comment], reader: User, javascript: bool, viewport: Any
) -> None:
    page = enter(stage, stage.open(javascript=javascript, viewport=viewport), reader)
    page.goto(column.url)
    reach(page, f'#comment-{talk["answer"].pk} a[href$="/comments/{talk["answer"].pk}/reply/#composer"]')
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/reply/"))
    reach(page, "textarea[name=body]")
    page.keyboard.type("대답을 듣고 다시 생각했습니다.")
    reach(page, "#composer button.main")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#comment-\d+$"))
    reply = Comment.objects.get(parent=talk["answer"])
    expect(page.locator(f"#comment-{talk['head'].pk} #comment-{reply.pk}")).to_contain_text("다시 생각했습니다")
    stage.check_console()


@SCRIPT
@SIZES
def test_agree_and_take_it_back_by_keyboard(
    stage: Stage, column: ColumnPage, talk: dict[str, Comment], reader: User, javascript: bool, viewport: Any
) -> None:
    page = enter(stage, stage.open(javascript=javascript, viewport=viewport), reader)
    page.goto(column.url)
    button = page.locator(f"#agree-{talk['head'].pk}")
    for pressed, count in (("true", "2"), ("false", "1")):
        reach(page, f"#agree-{talk['head'].pk}")
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", pressed)
        expect(button.locator("b")).to_have_text(count)
    if javascript:
        assert page.url.endswith(column.url)
        expect(button).to_be_focused()
        expect(page.locator("[data-talk-status]")).to_contain_text("공감")
    reach(page, f"#disagree-{talk['head'].pk}")
    page.keyboard.press("Enter")
    expect(page.locator(f"#disagree-{talk['head'].pk}")).to_have_attribute("aria-pressed", "true")
    check_page(page, javascript=javascript)
    stage.check_console()


def test_a_refusal_is_said_beside_the_button(
    stage: Stage, column: ColumnPage, talk: dict[str, Comment], reader: User, moderator: User
) -> None:
    page = enter(stage, stage.open(), reader)
    page.goto(column.url)
    talk["head"].discussion.close(by=moderator)
    page.locator(f"#agree-{talk['head'].pk}").click()
    expect(page.locator(f"#comment-{talk['head'].pk} > .body").get_by_role("alert")).to_contain_text("닫혔습니다")
    expect(page.locator(f"#agree-{talk['head'].pk}")).to_have_attribute("aria-pressed", "false")
    stage.check_console("409")


@SCRIPT
@SIZES
def test_look_through_a_profession_by_keyboard(
    stage: Stage, column: ColumnPage, talk: dict[str, Comment], javascript: bool, viewport: Any
) -> None:
    page = stage.open(javascript=javascript, viewport=viewport)
    page.goto(column.url)
    expect(page.locator(".silent")).to_contain_text("시인")
    reach(page, '.lens a[href*="lens=lawyer"]')
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("lens=lawyer"))
    expect(page.locator(f"#comment-{talk['answer'].pk} .acts")).to_be_visible()
    context = page.locator("article.comment:not(.hit)")
    expect(context).to_have_count(1)
    assert context.locator("> .body > .says").evaluate("node => node.getBoundingClientRect().height") < 40
    expect(page.locator(f"#comment-{talk['left'].pk}")).to_have_count(0)
    check_page(page, javascript=javascript)
    assert not stage.cookies(page)
    stage.check_console()


@SCRIPT
@SIZES
def test_open_a_paragraph_by_keyboard(
    stage: Stage, column: ColumnPage, talk: dict[str, Comment], reader: User, javascript: bool, viewport: Any
) -> None:
    block = list(column.paragraphs)[1]
    page = stage.open(javascript=javascript, viewport=viewport)
    page.goto(column.url)
    reach(page, f"#p-{block} .pmark")
    page.keyboard.press("Enter")
    if javascript:
        beside = page.locator("#beside")
        expect(beside).to_be_focused()
        expect(beside).to_contain_text("번역가가 본 것입니다.")
        assert page.url.endswith(column.url)
        check_page(page)
        page.keyboard.press("Escape")
        expect(beside).to_have_count(0)
        expect(page.locator(f"#p-{block} .pmark")).to_be_focused()
    else:
        expect(page).to_have_url(re.compile("/paragraph/"))
        expect(page.locator("#paragraph-talk")).to_contain_text("번역가가 본 것입니다.")
        check_page(page, javascript=javascript)
    stage.check_console()


@SCRIPT
def test_comment_on_a_paragraph(stage: Stage, column: ColumnPage, talk: dict[str, Comment], reader: User, javascript: bool) -> None:
    block = next(iter(column.paragraphs))
    page = enter(stage, stage.open(javascript=javascript), reader)
    page.goto(f"/comments/on/{column.pk}/paragraph/{block}/")
    page.get_by_role("link", name="이 문단에 댓글 쓰기").click()
    page.locator("textarea[name=body]").fill("첫 문단에 대한 말입니다.")
    page.locator("#composer button.main").click()
    expect(page).to_have_url(re.compile(r"#comment-\d+$"))
    comment = Comment.objects.latest("pk")
    assert comment.passage
    assert comment.passage.block == block
    expect(page.locator(f"#comment-{comment.pk} .anchor")).to_contain_text("1번째 문단")


@SCRIPT
def test_a_link_leads_to_a_comment_however_far_down(stage: Stage, column: ColumnPage, reader: User, lawyer: User, javascript: bool) -> None:
    discussion = Discussion.for_writing(column)
    said = [say(discussion, reader, f"{n}번째 말입니다.") for n in range(THREADS_A_PAGE + 3)]
    deep = said[0]
    for n in range(REPLIES_SHOWN + 4):
        deep = say(discussion, lawyer, f"깊이 {n}", parent=deep)
    page = stage.open(javascript=javascript)
    for comment in (said[0], deep):
        page.goto(f"/comments/{comment.pk}/")
        expect(page).to_have_url(re.compile(f"#comment-{comment.pk}$"))
        expect(page.locator(f"#comment-{comment.pk}")).to_be_in_viewport()
    check_page(page, javascript=javascript)


def test_more_replies_come_in_their_place(stage: Stage, column: ColumnPage, reader: User, lawyer: User) -> None:
    discussion = Discussion.for_writing(column)
    head = say(discussion, reader, "처음 한 말입니다.")
    replies = [say(discussion, lawyer, f"답 {n}", parent=head) for n in range(REPLIES_SHOWN + 4)]
    page = stage.open()
    page.goto(column.url)
    expect(page.locator(f"#comment-{head.pk} article")).to_have_count(REPLIES_SHOWN)
    page.get_by_role("link", name=re.compile("답글 4개")).press("Enter")
    expect(page.locator(f"#comment-{head.pk} article")).to_have_count(len(replies))
    expect(page.locator(f"#comment-{head.pk} .further")).to_have_count(0)
    assert page.locator(f"#comment-{head.pk} article").evaluate_all("nodes => nodes.map(node => node.id)") == [
        reply.anchor for reply in replies
    ]
    stage.check_console()


def test_all_replies_of_a_long_thread_come_and_keep_their_places(stage: Stage, column: ColumnPage, reader: User, lawyer: User) -> None:
    discussion = Discussion.for_writing(column)
    head = say(discussion, reader, "처음 한 말입니다.")
    replies = [say(discussion, lawyer, f"답 {n}", parent=head) for n in range(REPLIES_SHOWN)]
    replies.append(say(discussion, lawyer, "가지", parent=head))
    inner = say(discussion, reader, "가지의 답", parent=replies[-1])
    replies += [say(discussion, lawyer, f"뒤의 답 {n}", parent=head) for n in range(REPLIES_A_PAGE)]
    page = stage.open()
    page.goto(column.url)
    shown = page.locator(f"#comment-{head.pk} article")
    further = page.locator(f"#comment-{head.pk} .further a")
    further.press("Enter")
    expect(shown).to_have_count(REPLIES_SHOWN + REPLIES_A_PAGE)
    further.press("Enter")
    expect(shown).to_have_count(len(replies) + 1)
    expect(further).to_have_count(0)
    expect(page.locator(f"#{replies[REPLIES_SHOWN].anchor} #{inner.anchor}")).to_have_count(1)
    stage.check_console()


def test_both_places_of_a_comment_show_the_side_that_was_taken(
    stage: Stage, column: ColumnPage, talk: dict[str, Comment], reader: User
) -> None:
    page = enter(stage, stage.open(), reader)
    page.goto(column.url)
    page.locator(f"#p-{list(column.paragraphs)[1]} .pmark").click()
    beside = page.locator(f'#beside .sides[data-comment="{talk["head"].pk}"] button').first
    beside.focus()
    page.keyboard.press("Enter")
    expect(beside).to_have_attribute("aria-pressed", "true")
    expect(beside).to_be_focused()
    expect(page.locator(f"#agree-{talk['head'].pk}")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"[id='agree-{talk['head'].pk}']")).to_have_count(1)


def test_what_went_away_a_moment_ago_says_so_beside_the_button(
    stage: Stage, column: ColumnPage, talk: dict[str, Comment], reader: User, translator: User
) -> None:
    page = enter(stage, stage.open(), reader)
    page.goto(column.url)
    talk["head"].remove(by=translator)
    page.locator(f"#agree-{talk['head'].pk}").click()
    expect(page.locator(f"#comment-{talk['head'].pk}").get_by_role("alert")).to_contain_text("사라진 댓글")
    page.context.set_offline(True)
    page.locator(f"#agree-{talk['answer'].pk}").click()
    expect(page.locator(f"#comment-{talk['answer'].pk}").get_by_role("alert")).to_contain_text("연결")


def test_new_comments_are_told_and_move_nothing(stage: Stage, column: ColumnPage, talk: dict[str, Comment], lawyer: User) -> None:
    page = stage.open()
    page.route("**/news/", lambda route: route.continue_())
    page.clock.install()
    page.goto(column.url)
    page.locator(f"#comment-{talk['head'].pk}").scroll_into_view_if_needed()
    before = page.locator(f"#comment-{talk['head'].pk}").bounding_box()
    for n in range(3):
        say(talk["head"].discussion, lawyer, f"새 말 {n}")
    page.clock.run_for(31_000)
    link = page.get_by_role("link", name="새 댓글 3개 보기")
    expect(link).to_be_visible()
    assert page.locator(f"#comment-{talk['head'].pk}").bounding_box() == before
    check_page(page)
    link.click()
    expect(page.locator("article.comment").first).to_contain_text("새 말 2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@SIZES
def test_nothing_stands_in_anybodys_way_on_a_members_page(
    stage: Stage, column: ColumnPage, talk: dict[str, Comment], reader: User, lawyer: User, scheme: str, viewport: Any
) -> None:
    Mute.objects.create(member=reader, muted=lawyer)
    say(talk["head"].discussion, reader, "아직 검토 중인 말입니다.", state=State.PENDING)
    page = enter(stage, stage.open(viewport=viewport, color_scheme=scheme), reader)
    for query in ("", "?lens=lawyer", "?verified=1&order=across", "?kind=experience", "?order=new&at=1"):
        page.goto(f"{column.url}{query}")
        check_page(page)
    page.goto("/comments/orders/")
    check_page(page)
    stage.check_console()
