"""The addresses of the ways in, walked as all others are (tests/portal/test_roles.py), which know none: there is no way in by default."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from tests.portal import test_roles as walk
from tests.portal.addresses import Address, every_address
from tests.portal.kept.test_addresses import BEHIND_A_DOOR
from tests.portal.samples import samples
from tests.ways.stage import ALL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_way")]
WALKS = [
    walk.test_looking_changes_nothing_and_what_only_writes_cannot_be_looked_at,
    walk.test_strangers_cannot_write,
    walk.test_an_account_is_for_its_owner,
    walk.test_every_sample_leads_somewhere,
]


def of_ways() -> list[Address]:
    return [a for a in every_address() if "/ways/" in a.template or any(f"/accounts/{way}/" in a.template for way in ALL)]


@pytest.mark.parametrize("check", WALKS, ids=lambda check: check.__name__)
def test_the_walk_through_all_addresses_takes_these_in(demo: SimpleNamespace, check: Callable[..., None]) -> None:
    table = samples(demo)
    walk.log_in_all()
    assert len(of_ways()) == 2 * len(ALL) + 1 + 5
    for address in of_ways():
        if check is not walk.test_an_account_is_for_its_owner or address.name not in walk.DOORS:
            check(demo, table, address)


def test_none_of_them_is_a_kept_page() -> None:
    assert all(BEHIND_A_DOOR.match(address.template) for address in of_ways())
