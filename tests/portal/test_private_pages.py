"""Columns that are not for everybody."""

from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.encoding import iri_to_uri

from accounts.models import User
from articles.models import ColumnPage
from tests.cast import PASSWORD, log_in


@pytest.fixture
def private(column: ColumnPage) -> ColumnPage:
    column.view_restrictions.create(restriction_type="login")
    return column


def test_a_stranger_is_sent_to_the_one_door_and_back(private: ColumnPage, client: Client) -> None:
    response = client.get(private.url)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=/columns/")
    assert not response.cookies


def test_a_member_reads_it_and_it_is_listed_nowhere(private: ColumnPage, reader: User) -> None:
    browser = log_in(reader)
    assert browser.get(private.url).status_code == 200
    for address in ("/", "/columns/", "/feeds/columns.atom", "/sitemap.xml", "/people/han-seoyun/"):
        assert iri_to_uri(private.url) not in browser.get(address).content.decode()


def test_what_is_kept_to_a_group_refuses_other_members(column: ColumnPage, reader: User, editor: User) -> None:
    restriction = column.view_restrictions.create(restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    assert log_in(editor).get(column.url).status_code == 200
    assert log_in(reader).get(column.url).status_code != 200


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_wagtails_own_log_in_is_no_second_door(reader: User, client: Client, prefix: str) -> None:
    address = f"{prefix}/_util/login/"
    assert unquote(client.get(address, {"next": "/columns/"}).url) == f"{prefix}/accounts/login/?next=/columns/"
    client.post(address, {"username": reader.handle, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_the_short_link_does_not_give_its_title_away(private: ColumnPage, client: Client) -> None:
    assert client.get(f"/c/{private.pk}/").status_code == 404
