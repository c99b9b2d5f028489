"""From following a profession to the letter of the week and its end, in a real browser; with script and without."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from freezegun import freeze_time
from playwright.sync_api import expect

from accounts.mail_times import Week
from accounts.models import MailChoice, Profession, ProfessionFollow, User
from articles.models import Author, ColumnAuthor, ColumnIndexPage, ColumnPage
from portal.digest.sending import send_due_letters
from tests.browser.conftest import DESKTOP, PHONE, Stage
from tests.browser.test_main_journey import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def publish(columns: ColumnIndexPage, columnist: Author) -> ColumnPage:
    """A column on lawyers, as an editor publishes it."""
    page = ColumnPage(title="판사의 하루", live=False, dek="한 줄로 줄인 글.", body=[{"type": "paragraph", "value": "<p>글</p>"}])
    page.column_authors = [ColumnAuthor(author=columnist)]
    page.professions = [Profession.objects.get(slug="lawyer")]
    columns.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_a_follow_to_the_letter_and_its_end(
    stage: Stage, columns: ColumnIndexPage, columnist: Author, reader: User, javascript: bool
) -> None:
    member = stage.open(javascript=javascript, viewport=DESKTOP if javascript else PHONE)
    member.goto("/professions/lawyer/")
    assert not stage.cookies(member)
    member.get_by_role("link", name="이 직업 팔로우").click()
    expect(member).to_have_url(re.compile(r"/accounts/login/\?next=%2Fprofessions%2Flawyer%2F"))
    log_in(member, stage.url, reader, "/professions/lawyer/")
    member.get_by_role("button", name="이 직업 팔로우").click()
    expect(member.get_by_role("button", name="팔로우 중")).to_have_attribute("aria-pressed", "true")
    assert ProfessionFollow.objects.get().member == reader

    publish(columns, columnist)
    member.goto("/columns/")
    expect(member.locator(".mast-tools a[href='/accounts/inbox/']")).to_have_text("1")
    member.goto("/accounts/inbox/")
    expect(member.locator(".notices .unread")).to_contain_text("판사의 하루")
    member.get_by_role("button", name="모두 읽음으로 표시").click()
    expect(member.locator(".notices .unread")).to_have_count(0)
    expect(member.locator(".mast-tools a[href='/accounts/inbox/']")).to_have_text("")

    with freeze_time(Week.around(timezone.now()).until + timedelta(minutes=5)):
        assert send_due_letters() == 1
        assert send_due_letters() == 0
    [letter] = mail.outbox
    assert "판사의 하루" in letter.body
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    somebody = stage.open(javascript=javascript)  # another browser, without any session
    somebody.goto(stage.url + "/" + link.split("/", 3)[3])
    somebody.get_by_role("button", name="그만 받기").click()
    expect(somebody.get_by_role("status")).to_be_visible()
    assert not stage.cookies(somebody)
    assert MailChoice.objects.get(group="digest").when == "never"

    member.goto("/accounts/settings/#notify")
    expect(member.get_by_role("switch", name=re.compile("주간 편지"))).not_to_be_checked()
    member.get_by_label("내 댓글에 달린 답글").select_option(label="하루에 한 번")
    member.locator("#notify button[type=submit]").click()
    expect(member.get_by_label("내 댓글에 달린 답글")).to_have_value("daily")
    stage.check_console()


def test_a_letter_is_whole_on_a_phone_and_asks_nothing_of_anybody(
    stage: Stage, columns: ColumnIndexPage, columnist: Author, reader: User
) -> None:
    ProfessionFollow.follow(reader, Profession.objects.get(slug="lawyer"))
    MailChoice.objects.create(member=reader, group="digest", when="weekly")
    publish(columns, columnist)
    with freeze_time(Week.around(timezone.now()).until + timedelta(minutes=5)):
        send_due_letters()
    page = str(mail.outbox[0].alternatives[0][0])  # type: ignore[attr-defined]
    for scheme, paper in (("light", "rgb(249, 250, 248)"), ("dark", "rgb(18, 21, 23)")):
        screen = stage.open(viewport=PHONE, color_scheme=scheme)
        asked: list[str] = []
        screen.on("request", lambda request, asked=asked: asked.append(request.url))
        screen.set_content(page)
        assert screen.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert screen.evaluate("getComputedStyle(document.body).backgroundColor") == paper
        assert asked == []
    stage.check_console()
