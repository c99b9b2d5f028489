"""An editor pastes a whole column into one block of the real editor."""

import re
from typing import Any

from playwright.sync_api import expect

from articles.models import ColumnIndexPage, ColumnPage
from tests.browser.conftest import Stage
from tests.cast import log_in

TEXT = "‘초벌’을 지운 “기계”·사람 — 변호사(辯護士)… " + "긴 문장이 이어집니다. " * 20
PASTE = """([html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const field = document.querySelector("[data-contentpath=body] [contenteditable=true]");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_a_pasted_column_is_saved_one_block_a_paragraph(stage: Stage, columns: ColumnIndexPage, editor: object, settings: Any) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # what is looked at below is what the button saved
    page = stage.open()
    session = log_in(editor).cookies["sessionid"].value  # type: ignore[arg-type]
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": stage.url}])
    page.goto(f"/cms/pages/add/articles/columnpage/{columns.pk}/")
    page.wait_for_load_state("networkidle")
    page.fill("[name=title]", "붙여 넣은 칼럼")
    page.locator("[data-choices] [data-filter]").first.fill("변호사")
    page.locator("[data-choices] [data-filter]").first.press("Enter")
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.locator("[role=option]").first.click()
    page.locator("[data-contentpath=body] [contenteditable=true]").first.click()
    html = "".join(f"<p>문단 {number} {TEXT}</p>" for number in range(1, 21)) + "<h2>소제목</h2><p>끝.</p>"
    page.evaluate(PASTE, [html])
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("끝"))
    page.get_by_role("button", name="초안 저장").or_(page.get_by_role("button", name="Save draft")).first.click()
    page.wait_for_url("**/edit/**")
    column = ColumnPage.objects.get().get_latest_revision_as_object()
    assert [block.block_type for block in column.body] == ["paragraph"] * 20 + ["heading", "paragraph"]
    assert all("“기계”·사람 — 변호사(辯護士)…" in str(block.value) for block in column.body[:20])
    assert [profession.slug for profession in column.professions.all()] == ["lawyer"]
