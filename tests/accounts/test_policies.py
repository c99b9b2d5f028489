"""The public pages of terms, privacy policy and house rules."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms() -> list[Policy]:
    """An old version, the one in force, and one announced."""
    today = timezone.localdate()
    return [
        Policy.objects.create(kind="terms", version=version, effective_on=today + timedelta(days=days), body=f"<p>{version} 본문</p>")
        for version, days in (("2025-01-01", -400), ("2026-01-01", 0), ("2090-01-01", 30))
    ]


@pytest.mark.parametrize("kind", ["terms", "privacy", "rules"])
def test_a_policy_that_is_not_there_yet_is_not_found_in_our_design(client: Client, kind: str) -> None:
    response = client.get(f"/{kind}/")
    assert response.status_code == 404
    assert 'class="mast"' in response.content.decode()


def test_the_version_in_force_is_shown_with_the_way_to_the_others(client: Client, terms: list[Policy]) -> None:
    page = client.get("/terms/").content.decode()
    assert "2026-01-01 본문" in page
    assert "2090-01-01 본문" not in page
    for policy in terms:
        assert f'href="/terms/{policy.version}/"' in page


@pytest.mark.parametrize("version", ["2025-01-01", "2090-01-01"])
def test_any_version_can_be_read_and_is_kept_out_of_search_engines(client: Client, terms: list[Policy], version: str) -> None:
    page = client.get(f"/terms/{version}/").content.decode()
    assert f"{version} 본문" in page
    assert 'content="noindex"' in page


@pytest.mark.parametrize("address", ["/terms/1999-01-01/", "/privacy/2026-01-01/", "/terms/%00/", "/licence/"])
def test_what_never_was_is_not_found(client: Client, terms: list[Policy], address: str) -> None:
    assert client.get(address).status_code == 404


def test_reading_sets_no_cookie(client: Client, terms: list[Policy]) -> None:
    response = client.get("/terms/")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_a_policy_is_only_read(client: Client, terms: list[Policy]) -> None:
    assert client.post("/terms/").status_code == 405
