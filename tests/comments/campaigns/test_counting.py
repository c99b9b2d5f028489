"""Counting for a while, in the cache."""

import logging

import pytest
from django.core.cache import cache
from freezegun import freeze_time

from comments.campaigns.counting import Counter, count, is_first, take

HOUR = 3600


def test_as_many_as_may_be_are_taken_and_one_more_is_not():
    apples = Counter("apples", most=3)
    assert [take([apples]) for _ in range(5)] == [None, None, None, apples, apples]


def test_where_one_is_full_none_of_the_others_is_counted():
    pears, plums = Counter("pears", most=9), Counter("plums", amount=4, most=3)
    assert take([pears, plums]) == plums
    assert count([pears]) == {pears: 1}


def test_what_comes_at_once_is_weighed_as_a_whole():
    assert take([Counter("links", amount=3, most=4)]) is None
    assert take([Counter("links", amount=2, most=4)])
    assert take([Counter("links", amount=1, most=4)]) is None


def test_an_hour_later_there_is_room_again_little_by_little():
    with freeze_time("2026-03-01 10:59:00") as clock:
        full = Counter("hourly", amount=10, most=10)
        assert take([full]) is None
        clock.move_to("2026-03-01 11:30:00")  # half of the hour before still counts
        assert take([Counter("hourly", amount=6, most=10)])
        assert take([Counter("hourly", amount=5, most=10)]) is None
        clock.move_to("2026-03-01 13:00:00")
        assert take([full]) is None


def test_none_at_most_means_any_number():
    assert not any(take([Counter("free")]) for _ in range(50))


def test_only_the_first_is_the_first_for_a_while():
    with freeze_time("2026-03-01 10:00:00") as clock:
        assert [is_first("look", 60), is_first("look", 60), is_first("elsewhere", 60)] == [True, False, True]
        clock.tick(61)
        assert is_first("look", 60)


@pytest.mark.parametrize("act", [take, count])
def test_a_cache_that_cannot_be_reached_silences_nobody_and_is_logged(act, monkeypatch, caplog):
    def lost(*_args: object, **_kwargs: object) -> None:
        raise ConnectionError("no cache")

    monkeypatch.setattr(cache, "get_many", lost)
    monkeypatch.setattr(cache, "add", lost)
    with caplog.at_level(logging.ERROR):
        assert act([Counter("lost", most=1)]) in (None, {Counter("lost", most=1): 0})
    assert "no cache" in caplog.text
