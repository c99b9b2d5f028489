"""What programs that walk the site are told."""

import re

from django.conf import settings
from django.test import Client
from django.utils.encoding import iri_to_uri

from accounts.models import User
from articles.models import ColumnIndexPage, ColumnPage
from comments.models import Discussion
from tests.cast import say


def addresses(client: Client) -> set[str]:
    found = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert all(address.startswith(settings.BASE_URL) for address in found)
    return {address.removeprefix(settings.BASE_URL) for address in found}


def test_the_sitemap_has_what_there_is_to_read(tagged: ColumnPage, translator: User, client: Client) -> None:
    found = addresses(client)
    for path in ("/", "/columns/", tagged.url, "/professions/", "/professions/lawyer/", "/people/han-seoyun/", "/topics/일과-기술/"):
        assert iri_to_uri(path) in found
    assert "/professions/nurse/" not in found
    assert not any(path.startswith("/en/") for path in found)


def test_a_profession_that_only_speaks_is_there_and_members_are_not(discussion: Discussion, lawyer: User, client: Client) -> None:
    say(discussion, lawyer)
    found = addresses(client)
    assert "/professions/lawyer/" in found
    assert "/people/yunhaein/" not in found


def test_what_is_not_public_is_not_there(tagged: ColumnPage, columns: ColumnIndexPage, client: Client) -> None:
    tagged.unpublish()
    found = addresses(client)
    assert not any(path.startswith(("/columns/%", "/topics/", "/people/")) for path in found)


def test_robots_may_read_but_not_act(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    for path in ("/cms/", "/accounts/", "/en/accounts/", "/comments/*/reply/", "/comments/on/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_the_old_name_of_the_icon_leads_to_it(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200
