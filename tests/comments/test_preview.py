"""Looking at one's words before they are posted: drawn as they will be, nothing stored, nothing lost."""

import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from articles.models import ColumnPage
from comments.models import Comment, CommentVersion, Discussion, KeptDraft
from comments.rendering import render
from tests.cast import log_in, say

TEXT = "의무를 지우려면 **시간도 함께** 주어야 합니다.\n\n> 앞의 것만 적고 뒤의 것은 적지 않습니다."
SCRIPT = {"HTTP_HX_REQUEST": "true"}


def look(client: Client, column: ColumnPage, body: str = TEXT, *, script: bool = False, **data: Any) -> Any:
    return client.post(f"/comments/on/{column.pk}/preview/", {"body": body, **data}, **(SCRIPT if script else {}))


def page_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def fields_of(soup: BeautifulSoup) -> dict[str, str]:
    """What sending the composer would send."""
    form = soup.select_one("form#composer")
    fields = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
    fields |= {one["name"]: "on" for one in form.select("input[type=checkbox][checked]")}
    fields |= {one["name"]: (one.select_one("option[selected]") or one.select_one("option"))["value"] for one in form.select("select")}
    return fields | {"body": form.select_one("textarea").get_text().removeprefix("\n")}


def test_it_is_drawn_as_it_will_be_and_nothing_is_stored(column: ColumnPage, lawyer: User) -> None:
    response = look(log_in(lawyer), column)
    soup = page_of(response)
    assert response.status_code == 200
    assert soup.select_one("#preview .says").decode_contents().replace("\u2060", "") == render(TEXT)
    assert not Comment.objects.exists()


def test_every_word_and_choice_is_still_there(column: ColumnPage, lawyer: User) -> None:
    block = next(iter(column.paragraphs))
    sent = {"key": str(uuid.uuid4()), "block": block, "kind": "evidence", "has_interest": "on", "used_ai": "on", "parent": "", "draft": ""}
    client = log_in(lawyer)
    shown = fields_of(page_of(look(client, column, **sent)))
    assert {name: shown[name] for name in sent} == sent
    assert shown["body"] == TEXT
    closed = client.post(f"/comments/on/{column.pk}/write/", shown)
    assert page_of(closed).select_one("#preview").has_attr("hidden")
    assert {name: fields_of(page_of(closed))[name] for name in (*sent, "body")} == {**sent, "body": TEXT}
    client.post(f"/comments/on/{column.pk}/", fields_of(page_of(closed)))
    comment = Comment.objects.get()
    assert (comment.source, comment.passage.block, comment.kind, comment.has_interest, comment.used_ai) == (
        TEXT,
        block,
        "evidence",
        True,
        True,
    )


def test_an_answer_is_looked_at_below_what_it_answers(column: ColumnPage, discussion: Discussion, lawyer: User, reader: User) -> None:
    parent = say(discussion, reader, "답을 기다리는 말")
    soup = page_of(look(log_in(lawyer), column, parent=str(parent.pk)))
    assert "답을 기다리는 말" in soup.select_one(".answered").get_text()
    assert soup.select_one("input[name=parent]")["value"] == str(parent.pk)


def test_a_script_gets_the_preview_alone(column: ColumnPage, lawyer: User) -> None:
    response = look(log_in(lawyer), column, script=True)
    assert page_of(response).select_one(".says strong").get_text() == "시간도 함께"
    assert b"<html" not in response.content


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "[눌러요](javascript:alert(1))", '"><img src=x onerror=alert(1)>'])
def test_what_is_typed_stays_text(column: ColumnPage, lawyer: User, body: str) -> None:
    for script in (False, True):
        soup = page_of(look(log_in(lawyer), column, body, script=script))
        says = soup.select_one(".says")
        assert not says.select("script, img, a[href^=javascript]")
        assert "alert(1)" in says.get_text()


@pytest.mark.parametrize(("body", "status"), [("", 422), ("가" * 5001, 422)])
def test_what_could_not_be_posted_says_why_and_keeps_the_words(column: ColumnPage, lawyer: User, body: str, status: int) -> None:
    client = log_in(lawyer)
    response = look(client, column, body)
    assert response.status_code == status
    assert fields_of(page_of(response))["body"] == body
    assert page_of(response).select_one("[role=alert]").get_text().strip()
    alone = look(client, column, body, script=True)
    assert alone.status_code == status
    assert page_of(alone).select_one(".error").get_text().strip()


def test_a_hundred_quick_looks_are_slowed_down_with_the_words_kept(column: ColumnPage, lawyer: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "preview": "2/m/user"}
    client = log_in(lawyer)
    assert [look(client, column).status_code for _ in range(3)] == [200, 200, 429]
    response = look(client, column)
    assert fields_of(page_of(response))["body"] == TEXT
    assert page_of(response).select_one("[role=alert]")
    assert page_of(look(client, column, script=True)).select_one(".error")


def test_a_stranger_is_led_to_log_in_with_the_words_kept(column: ColumnPage) -> None:
    response = look(Client(), column)
    assert response.url.startswith("/accounts/login/")
    assert KeptDraft.objects.get().body.splitlines() == TEXT.splitlines()
    by_script = look(Client(), column, script=True)
    assert by_script.status_code == 204
    assert by_script.headers["HX-Redirect"].startswith("/accounts/login/")


def test_a_page_that_never_was_public_is_unknown(db: None, lawyer: User) -> None:
    assert log_in(lawyer).post("/comments/on/999999/preview/", {"body": TEXT}).status_code == 404


def test_ones_own_comment_is_looked_at_before_it_is_changed(discussion: Discussion, lawyer: User, reader: User) -> None:
    said = say(discussion, lawyer)
    client = log_in(lawyer)
    shown = page_of(client.post(f"/comments/{said.pk}/edit/preview/", {"body": TEXT, "opened_on": ""}))
    assert shown.select_one("#preview strong").get_text() == "시간도 함께"
    assert shown.select_one("form#composer")["action"] == f"/comments/{said.pk}/save/"
    closed = client.post(f"/comments/{said.pk}/edit/write/", {"body": TEXT, "opened_on": ""})
    assert fields_of(page_of(closed))["body"] == TEXT
    assert client.post(f"/comments/{said.pk}/edit/preview/", {"body": TEXT}, **SCRIPT).content.count(b"<strong>") == 1
    assert not CommentVersion.objects.exists()
    assert log_in(reader).post(f"/comments/{said.pk}/edit/preview/", {"body": TEXT}).status_code == 404
