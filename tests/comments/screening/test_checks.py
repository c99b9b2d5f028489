"""`manage.py check` says which settings of comments make no sense, before the first comment does."""

from typing import Any

import pytest

from comments.checks import comment_settings


@pytest.mark.parametrize(
    ("name", "value", "is_wrong"),
    [
        ("COMMENTS_REPEATS", 101, True), ("COMMENTS_REPEATS", -1, True), ("COMMENTS_REPEATS", 100, False), ("COMMENTS_REPEATS", 0, False),
        ("COMMENTS_LINKS", -1, True), ("COMMENTS_PER_TEN_MINUTES", 0, True), ("SURGE_TIMES", -1, True),
    ],
)  # fmt: skip
def test_a_setting_beyond_its_bounds_is_named_once(settings: Any, name: str, value: int, is_wrong: bool) -> None:
    setattr(settings, name, value)
    assert [error.id for error in comment_settings()] == ([f"comments.E_{name}"] if is_wrong else [])
