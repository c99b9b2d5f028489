"""What puts a comment before another, on cases worked out by hand."""

import math

import pytest

from comments.scoring import across_groups, lower_bound, top


def test_one_of_one_does_not_beat_ninety_five_of_a_hundred() -> None:
    assert lower_bound(1, 1) == pytest.approx(0.2065, abs=1e-4)
    assert lower_bound(95, 100) == pytest.approx(0.8882, abs=1e-4)


def test_without_votes_there_is_no_bound() -> None:
    assert lower_bound(0, 0) == 0


def test_disagreement_alone_is_worth_no_more_than_silence() -> None:
    assert lower_bound(0, 50) == 0


def test_what_only_met_disagreement_comes_after_what_nobody_voted_on() -> None:
    assert top(0, 100) < top(0, 1) < top(0, 0) < top(1, 100) < top(1, 2)


def test_disagreement_decides_only_between_equals() -> None:
    assert top(95, 100) > top(94, 99) > top(1, 1)


@pytest.mark.parametrize("votes", [1, 2, 10, 1_000, 1_000_000])
def test_the_bound_stays_below_the_share_and_nears_it(votes: int) -> None:
    assert lower_bound(votes, votes) < 1
    assert lower_bound(votes * 10, votes * 10) > lower_bound(votes, votes)


def test_a_hundred_of_one_profession_stay_below_five_from_each_of_three() -> None:
    one, three = across_groups([(100, 100)]), across_groups([(5, 5)] * 3)
    assert one == pytest.approx(math.log(202 / 102))
    assert three == pytest.approx(3 * math.log(12 / 7))
    assert one < three


def test_a_profession_that_has_not_voted_changes_nothing() -> None:
    assert across_groups([(3, 4), (0, 0)]) == across_groups([(3, 4)])


def test_half_of_a_profession_counts_as_nothing_and_less_than_half_against() -> None:
    assert across_groups([(5, 10)]) == pytest.approx(0)
    assert across_groups([(1, 10)]) == pytest.approx(math.log(4 / 12))


def test_two_professions_against_each_other_weigh_less_than_either_alone() -> None:
    assert across_groups([(20, 20), (0, 20)]) < 0 < across_groups([(20, 20)])


def test_nobody_voted() -> None:
    assert across_groups([]) == 0
