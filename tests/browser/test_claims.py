"""A claim in a real browser: asked without an account, confirmed by letter, hidden, objected to, and over by the clock; with script and without."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from comments.claims import ending
from comments.models import Claim, Comment, Discussion, State
from tests.browser.conftest import PHONE, Stage
from tests.browser.test_main_journey import log_in
from tests.cast import say
from tests.comments.claims.conftest import CLAIMANT, FACTS, REASON, SECRETS, WORDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def link_in(letter: mail.EmailMessage) -> str:
    return re.search(r"(/comments/claims/confirm/\S+)", str(letter.body)).group(1)  # type: ignore[union-attr]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_the_claim_to_its_end(stage: Stage, discussion: Discussion, lawyer: User, moderator: User, javascript: bool) -> None:
    comment = say(discussion, lawyer, WORDS)

    claimant = stage.open(javascript=javascript, viewport=PHONE)
    claimant.goto(f"/comments/{comment.pk}/report/")
    claimant.locator("main a[href*='/comments/claims/']").click()
    expect(claimant.locator("[name=address]")).to_have_value(re.compile(rf"/comments/{comment.pk}/$"))
    claimant.locator("main button[type=submit]").click()
    expect(claimant.locator("main .error[role=alert]")).to_be_visible()  # what is missing is named
    claimant.locator("[name=ground][value=privacy]").check()
    claimant.locator("[name=relation][value=agent]").check()
    for name in ("claimant", "represented", "email"):
        claimant.locator(f"[name={name}]").fill(CLAIMANT[name])
    claimant.locator("[name=facts]").fill(FACTS)
    claimant.locator("main button[type=submit]").click()
    expect(claimant.locator("main")).to_contain_text(CLAIMANT["email"])
    claimant.goto(link_in(mail.outbox[-1]))
    expect(claimant.locator("main")).to_contain_text(FACTS)
    claimant.locator("main button[type=submit]").click()
    expect(claimant.locator("main form")).to_have_count(0)
    claim = Claim.objects.filed().get()

    desk = stage.open(javascript=javascript)
    log_in(desk, stage.url, moderator, f"/cms/desk/claims/{claim.pk}/")
    expect(desk.locator("main, #main").first).to_contain_text(CLAIMANT["claimant"])
    desk.locator("label:has([name=rule])").first.click()
    desk.locator("[name=reason]").fill(REASON)
    desk.locator("[name=days]").fill("20")
    desk.locator("button[formaction$='/blind/']").click()
    expect(desk.locator("button[formaction$='/lift/']")).to_be_visible()
    assert Comment.objects.get().state == State.BLINDED

    reader = stage.open(javascript=javascript)
    reader.goto(discussion.page.url)
    place = reader.locator(f"#comment-{comment.pk}")
    expect(place).to_contain_text("임시조치로 가려진 댓글입니다.")
    expect(reader.locator("body")).not_to_contain_text(WORDS)
    assert not stage.cookies(reader)

    author = stage.open(javascript=javascript)
    log_in(author, stage.url, lawyer, "/accounts/inbox/")
    author.locator(f"a[href*='/accounts/inbox/'], a[href*='/comments/claims/{claim.pk}/']").last.wait_for()
    author.goto(f"/comments/claims/{claim.pk}/")
    expect(author.locator("main")).to_contain_text(REASON)
    author.locator("[name=objection]").fill("판결문에 있는 말입니다.")
    author.locator("main form button[type=submit]").click()
    expect(author.locator("main")).to_contain_text("판결문에 있는 말입니다.")
    for secret in SECRETS:
        expect(author.locator("main")).not_to_contain_text(secret)
    desk.reload()
    expect(desk.locator("button[formaction$='/stay/']")).to_be_visible()

    Claim.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert ending.end_due() == 1
    reader.goto(discussion.page.url)
    expect(reader.locator(f"#comment-{comment.pk}")).to_contain_text(WORDS)
    author.goto("/accounts/inbox/")
    expect(author.locator("main")).to_contain_text("초벌을 잃은 직업들")
    assert [letter.kind for letter in claim.letters.order_by("pk")] == ["filed", "blind", "objection", "unblind"]
    stage.check_console("422")


def test_the_form_has_room_for_what_is_to_be_explained(stage: Stage, discussion: Discussion) -> None:
    page = stage.open(viewport=PHONE)
    page.goto("/comments/claims/")
    line = 28  # pixels: 1.75 of 16
    for name, lines in (("facts", 7), ("evidence", 3)):
        box = page.locator(f"textarea[name={name}]").bounding_box()
        assert box
        assert box["height"] >= line * lines, name
