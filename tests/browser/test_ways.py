"""Joining by Kakao, in a real browser: there, back, what is asked, and in; and coming back by it. With Apple, whose answer comes by a form."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from accounts.models import User
from articles.models import ColumnPage
from tests.browser.conftest import Stage
from tests.ways.stand_in import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("every_way")]


def join(tab: Tab, handle: str) -> None:
    tab.get_by_label("아이디").fill(handle)
    tab.get_by_label("만 14세 이상").check()
    tab.get_by_label(re.compile("이용약관")).check()
    tab.locator("main form.form button[type=submit]").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_joins_by_kakao_and_is_back_at_the_composer(stage: Stage, stand_in: StandIn, column: ColumnPage, javascript: bool) -> None:
    tab = stage.open(javascript=javascript)
    tab.goto(f"/accounts/login/?next={column.url}%23composer")
    tab.get_by_role("button", name="카카오").click()
    expect(tab).to_have_url(re.compile(rf"^{stand_in.url}/kakao/authorize\?"))  # the page's policy let the form lead there
    tab.get_by_role("link", name="동의하고 계속하기").click()
    expect(tab).to_have_url(f"{stage.url}/accounts/ways/join/")
    join(tab, "garam")
    expect(tab).to_have_url(re.compile(r"#composer$"))
    assert User.objects.get(handle="garam").verified_email == "garam@kakao.example"
    tab.context.clear_cookies()
    tab.goto("/accounts/login/")
    tab.get_by_role("button", name="카카오").click()
    tab.get_by_role("link", name="동의하고 계속하기").click()
    expect(tab).to_have_url(f"{stage.url}/")
    tab.goto("/accounts/settings/")
    expect(tab.get_by_label("아이디")).to_have_value("garam")
    stage.check_console()


def test_apples_form_from_another_site_finds_the_reader_again(stage: Stage, stand_in: StandIn, column: ColumnPage) -> None:
    """It comes from another site, so it brings no cookie that is SameSite=Lax; 127.0.0.1 and localhost are two sites."""
    stand_in.url = stand_in.url.replace("127.0.0.1", "localhost")
    tab = stage.open()
    tab.goto("/accounts/signup/")
    tab.get_by_role("button", name="애플").click()
    tab.get_by_role("link", name="동의하고 계속하기").click()
    tab.get_by_role("button", name="보내기").click()
    expect(tab).to_have_url(f"{stage.url}/accounts/ways/join/")
    join(tab, "garam")
    expect(tab).to_have_url(f"{stage.url}/")
    stage.check_console()


def test_who_cancels_is_led_back_to_the_log_in(stage: Stage, column: ColumnPage) -> None:
    tab = stage.open()
    tab.goto(f"/accounts/login/?next={column.url}")
    tab.get_by_role("button", name="네이버").click()
    tab.get_by_role("link", name="취소").click()
    tab.get_by_role("link", name="로그인으로 돌아가기").click()
    expect(tab.locator("input[name=next]").first).to_have_value(unquote(column.url))
    stage.check_console()


def test_without_its_place_in_the_policy_the_form_would_lead_nowhere(
    stage: Stage, stand_in: StandIn, settings: Any, column: ColumnPage
) -> None:
    settings.WAYS_LEAD_TO = []
    tab = stage.open()
    tab.goto("/accounts/login/")
    tab.get_by_role("button", name="카카오").click()
    tab.wait_for_timeout(500)
    expect(tab).to_have_url(f"{stage.url}/accounts/login/")
    stage.check_console("form-action")
