"""What one does about others' words, in a real browser: report without an account, mute, follow; with script and without."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from accounts.models import User
from articles.models import ColumnPage
from comments import following, muting
from comments.models import Comment, Discussion, Follow, Mute, Report
from tests.browser.conftest import DESKTOP, PHONE, Stage
from tests.browser.looking import check_page
from tests.cast import log_in, say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOK = {scheme: {"color_scheme": scheme, "reduced_motion": "reduce"} for scheme in ("light", "dark")}  # colours do not fade while looked at
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


@pytest.fixture
def said(column: ColumnPage, lawyer: User) -> Comment:
    return say(Discussion.for_writing(column), lawyer, "신고될지도 모르는 말")


def enter(stage: Stage, tab: Tab, member: User) -> Tab:
    tab.context.add_cookies([{"name": "sessionid", "value": log_in(member).cookies["sessionid"].value, "url": stage.url}])
    return tab


def link_in_mail() -> str:
    return re.search(r"^http://[^/]+(/\S+/reports/\S+)$", mail.outbox[-1].body, re.MULTILINE).group(1)


def button(tab: Tab, action: str) -> Locator:
    return tab.locator(f"form[action$='{action}'] button[type=submit], button[formaction$='{action}']")


def press(tab: Tab, action: str) -> None:
    button(tab, action).click()


@BOTH
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_stranger_reports_by_way_of_a_letter(stage: Stage, said: Comment, javascript: bool, viewport: dict[str, int]) -> None:
    stranger = stage.open(javascript=javascript, viewport=viewport)
    stranger.goto(f"/comments/{said.pk}/")
    stranger.locator(f"#comment-{said.pk} .acts a[href$='/report/']").click()
    stranger.locator("input[name=rule]").first.check()
    stranger.locator("input[name=words]").fill("사람을 깎아내립니다.")
    stranger.locator("input[name=email]").fill("jinagadeon-i@example.org")
    press(stranger, "/report/send/")
    expect(stranger.locator("main")).to_contain_text("jinagadeon-i@example.org")
    assert not Report.objects.exists()

    stranger.goto(link_in_mail())
    expect(stranger.locator("main")).to_contain_text("사람을 깎아내립니다.")
    assert not Report.objects.exists()
    press(stranger, "/file/")
    expect(stranger.locator(f"main a[href$='/comments/{said.pk}/']")).to_be_visible()
    assert Report.objects.open().get().email == "jinagadeon-i@example.org"
    stage.check_console()


def test_a_report_is_made_by_keyboard_alone(stage: Stage, said: Comment) -> None:
    stranger = stage.open()
    stranger.goto(f"/comments/{said.pk}/report/")
    stranger.locator("input[name=rule]").first.focus()
    for key in ("Space", "Tab"):
        stranger.keyboard.press(key)
    stranger.keyboard.type("사람을 깎아내립니다.")
    stranger.keyboard.press("Tab")
    stranger.keyboard.type("jinagadeon-i@example.org")
    stranger.keyboard.press("Enter")
    expect(stranger.locator("main")).to_contain_text("jinagadeon-i@example.org")
    assert [letter.to for letter in mail.outbox] == [["jinagadeon-i@example.org"]]


@BOTH
def test_a_member_folds_somebodys_comments_from_their_page(
    stage: Stage, column: ColumnPage, said: Comment, reader: User, javascript: bool
) -> None:
    tab = enter(stage, stage.open(javascript=javascript), reader)
    tab.goto("/people/yunhaein/")
    press(tab, "/mute/")
    expect(tab).to_have_url(re.compile("/people/yunhaein/$"))
    assert Mute.objects.get().member == reader
    tab.goto("/accounts/settings/")
    tab.locator("main a[href$='/comments/muted/']").click()
    expect(tab.locator("main")).to_contain_text("윤해인")
    press(tab, "/unmute/")
    expect(tab.locator("main li")).to_have_count(0)
    assert not Mute.objects.exists()
    stage.check_console()


def test_every_page_of_it_stands_in_nobodys_way(stage: Stage, column: ColumnPage, said: Comment, reader: User, lawyer: User) -> None:
    muting.mute(reader, lawyer)
    following.follow(reader, said.discussion)
    following.follow(reader, said.discussion, said)
    for viewport, scheme in ((PHONE, "dark"), (DESKTOP, "light")):
        member = enter(stage, stage.open(viewport=viewport, **LOOK[scheme]), reader)
        for path in ("/comments/muted/", "/following/", "/people/yunhaein/", "/accounts/settings/", f"/comments/{said.pk}/report/"):
            member.goto(path)
            check_page(member)
        _check_strangers_report(stage.open(viewport=viewport, **LOOK[scheme]), said)
    stage.check_console("422", "404")


def _check_strangers_report(stranger: Tab, said: Comment) -> None:
    stranger.goto(f"/comments/{said.pk}/report/")
    check_page(stranger)
    stranger.locator("form[action$='/report/send/']").evaluate("form => form.noValidate = true")
    press(stranger, "/report/send/")
    expect(stranger.get_by_role("alert")).to_be_visible()
    check_page(stranger)
    stranger.locator("input[name=rule]").first.check()
    stranger.locator("input[name=email]").fill("jinagadeon-i@example.org")
    press(stranger, "/report/send/")
    expect(stranger.locator("input[name=email]")).to_have_count(0)
    check_page(stranger)
    stranger.goto(link_in_mail())
    check_page(stranger)
    press(stranger, "/file/")
    expect(stranger.locator("main form")).to_have_count(0)
    check_page(stranger)
    stranger.goto("/comments/reports/forged/")
    check_page(stranger)


@BOTH
def test_a_member_follows_and_no_longer(stage: Stage, column: ColumnPage, said: Comment, reader: User, javascript: bool) -> None:
    tab = enter(stage, stage.open(javascript=javascript), reader)
    tab.goto(column.url)
    press(tab, f"/on/{column.pk}/follow/")
    expect(button(tab, f"/on/{column.pk}/unfollow/")).to_have_attribute("aria-pressed", "true")
    press(tab, f"/comments/{said.pk}/follow/")
    expect(button(tab, f"/comments/{said.pk}/unfollow/")).to_have_attribute("aria-pressed", "true")
    assert Follow.objects.filter(member=reader).count() == 2
    tab.goto("/following/")
    for _one in range(2):
        tab.locator("main li form button").first.click()
    expect(tab.locator("main li form")).to_have_count(0)
    assert not Follow.objects.exists()
    stage.check_console()
