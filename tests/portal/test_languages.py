"""Two languages for the interface; content stays as it was written."""

import pytest
from django.test import Client

from articles.models import ColumnPage
from tests.portal.conftest import Read

PATHS = ("/", "/columns/", "/professions/", "/professions/lawyer/", "/people/han-seoyun/", "/topics/일과-기술/")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_leads_to_itself_in_the_other_language(tagged: ColumnPage, read: Read, path: str) -> None:
    korean = read(path)
    english_address = korean.select_one("a[hreflang=en]")["href"]
    english = read(english_address)
    assert (korean.html["lang"], english.html["lang"]) == ("ko", "en")
    assert english_address.startswith("/en/")
    assert read(english.select_one("a[hreflang=ko]")["href"]).html["lang"] == "ko"
    assert english.select_one("link[rel=canonical]")["href"] == korean.select_one("link[rel=canonical]")["href"]


def test_a_column_too_and_with_what_the_address_asks_for(tagged: ColumnPage, read: Read) -> None:
    page = read(tagged.url, order="old")
    english = page.select_one("a[hreflang=en]")["href"]
    assert english.startswith("/en/columns/%EC")
    assert english.endswith("/?order=old")
    assert read(english).h1.text == tagged.title


def test_links_stay_in_the_language(tagged: ColumnPage, read: Read) -> None:
    page = read("/en/")
    inner = [link["href"] for link in page.select("main a[href^='/']")]
    assert inner
    assert all(link.startswith("/en/") for link in inner)


def test_the_browsers_language_does_not_change_an_address(tagged: ColumnPage, client: Client) -> None:
    assert b'<html lang="ko">' in client.get("/", headers={"accept-language": "en"}).content
