"""What is typed, as it is stored: nothing visible is lost, nothing invisible is kept."""

import unicodedata

import pytest

from comments.forms import SourceForm, clean_source


def bound(body: str) -> SourceForm:
    return SourceForm({"body": body})


def test_decomposed_hangul_is_composed() -> None:
    assert clean_source(unicodedata.normalize("NFD", "한글 댓글")) == "한글 댓글"


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u3164", "\u115f", "\xad", "\x00", "\x1b", "\U000e0041"]
)
def test_invisible_characters_are_dropped(hidden: str) -> None:
    assert clean_source(f"보이는{hidden} 말") == "보이는 말"


def test_joined_emoji_stay_joined() -> None:
    assert clean_source("👩‍⚕️ 의사입니다".replace("\ufe0f", "")) == "👩‍⚕ 의사입니다"


def test_quotes_dots_and_hanja_stay_as_typed() -> None:
    text = "‘말’과 “글” · 변호사(辯護士)…—AI 시대의 勞動"
    assert clean_source(text) == text


def test_lines_are_kept_and_blank_runs_folded() -> None:
    assert clean_source("하나\r\n둘\r\n\r\n\r\n\r\n셋  \n") == "하나\n둘\n\n셋"


@pytest.mark.parametrize("blank", ["", "   ", "\n\n", "\u200b\u200b", "\u3164", "\x00", "\xa0 \u3000"])
def test_blank_is_refused(blank: str) -> None:
    form = bound(blank)
    assert not form.is_valid()
    assert form.errors.as_data()["body"][0].code == "empty"


def test_too_long_is_refused_with_the_number(settings: object) -> None:
    settings.COMMENT_MAX_LENGTH = 100  # type: ignore[attr-defined]
    form = bound("가" * 101)
    assert form.errors.as_data()["body"][0].code == "long"
    assert "101" in form.errors["body"][0]
    assert bound("가" * 100).is_valid()


def test_length_is_counted_after_composing(settings: object) -> None:
    settings.COMMENT_MAX_LENGTH = 100  # type: ignore[attr-defined]
    assert bound(unicodedata.normalize("NFD", "가" * 100)).is_valid()


def test_a_thousand_combining_marks_are_refused() -> None:
    form = bound("아" + "\u0301" * 1000)
    assert form.errors.as_data()["body"][0].code == "marks"


def test_accents_of_real_languages_pass() -> None:
    assert bound("Việt Nam, naïve, Ἀχιλλεύς").is_valid()
