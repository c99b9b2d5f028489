"""Short permanent links to columns."""

import pytest
from django.test import Client
from django.utils.encoding import iri_to_uri

from articles.models import ColumnIndexPage, ColumnPage


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_number_leads_to_the_address_of_today(column: ColumnPage, client: Client, prefix: str) -> None:
    column.slug = "새-주소"
    column.save_revision().publish()
    response = client.get(f"{prefix}/c/{column.pk}/")
    assert (response.status_code, response.url) == (301, prefix + iri_to_uri("/columns/새-주소/"))


def test_what_is_no_longer_public_is_gone_and_what_never_was_unknown(column: ColumnPage, columns: ColumnIndexPage, client: Client) -> None:
    draft = ColumnPage(title="아직", live=False, body=[])
    columns.add_child(instance=draft)
    column.unpublish()
    assert client.get(f"/c/{column.pk}/").status_code == 410
    assert client.get(f"/c/{draft.pk}/").status_code == 404
    assert client.get(f"/c/{columns.pk}/").status_code == 404
    assert client.get("/c/99999999999999999999/").status_code == 404
