"""The form of a claim is found from every page, and is as large as what is written into it."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from articles.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("start", "words"), [("", "권리침해 신고"), ("/en", "Report a violation of rights")])
def test_every_page_leads_to_it_and_to_the_log_and_the_report(home: HomePage, start: str, words: str) -> None:
    footer = Client().get(f"{start}/").content.decode().rsplit("<footer", 1)[1]
    assert words in footer
    for path in ("/comments/claims/", "/log/", "/transparency/"):
        assert f'href="{start}{path}"' in footer, path


def test_what_is_to_be_explained_has_room(home: HomePage) -> None:
    page = Client().get("/comments/claims/").content.decode()
    rows = dict(re.findall(r'<textarea name="(\w+)"[^>]* rows="(\d+)"', page))
    assert rows == {"facts": "7", "evidence": "3"}


def test_the_dress_of_a_text_area_keeps_its_rows() -> None:
    """`field-sizing: content` takes no notice of `rows`: without a height of its own an empty one would be a line high."""
    found = finders.find("site.css")
    assert isinstance(found, str)
    with open(found) as file:
        css = file.read()
    assert "field-sizing: content" in css
    for rows, height in (("", "3lh"), ('[rows="7"]', "7lh")):
        assert re.search(re.escape(f"textarea.input{rows} {{ min-height: calc({height}"), css)
