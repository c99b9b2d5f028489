"""The numbers of entries: by index, by kind, by object, and never the same for two."""

from itertools import pairwise

import pytest

from accounts.searching import kinds
from accounts.searching.kinds import KIND_BITS, OBJECT_BITS, bounds, check_numbers, entry_number

KINDS = ["comments.comment", "wagtailcore.page", "accounts.user"]
LAST = (1 << OBJECT_BITS) - 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("index", [1, 4095, 4097])
def test_those_of_a_kind_lie_together_in_the_order_of_their_objects(index, kind):
    first, last = bounds(index, kind)
    numbers = [entry_number(index, kind, object_pk) for object_pk in (1, 2, LAST)]
    assert first <= numbers[0] < numbers[1] < numbers[2] == last < 2**63
    whole = bounds(index)
    assert whole[0] <= first
    assert last <= whole[1]


def test_kinds_and_indexes_do_not_overlap():
    apart = sorted([*(bounds(1, kind) for kind in KINDS), *(bounds(2, kind) for kind in KINDS)])
    assert all(before[1] < after[0] for before, after in pairwise(apart))
    assert bounds(1)[1] < bounds(2)[0]


def test_an_object_beyond_all_numbers_is_refused():
    with pytest.raises(OverflowError, match=r"comments\.comment 8589934592"):
        entry_number(1, "comments.comment", LAST + 1)


def test_two_kinds_of_one_number_are_found_by_check(monkeypatch):
    assert check_numbers() == []
    monkeypatch.setattr(kinds, "_number_of", lambda kind: len(kind) >> KIND_BITS)
    assert {error.id for error in check_numbers()} == {"accounts.E001"}
