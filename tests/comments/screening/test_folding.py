"""Text folded for comparison: what becomes of it, and where in the original each letter stands."""

import unicodedata

import pytest

from comments.folding import DIGIT, MARK, SPACE, fold, foldings


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("시발", "시발"),
        (unicodedata.normalize("NFD", "시발"), "시발"),
        ("ㅅㅣ발", "시발"),
        ("ㅅㅣㅂㅏㄹ", "시발"),
        ("ㅅ ㅣ ㅂ ㅏ ㄹ", "시발"),
        ("ｶﾅ", "カナ"),
        ("\uffa1\uffc2", "가"),  # half-width jamo
        ("ＡＢＣ１２", "abc12"),
        ("ⓢⓗⓘⓣ", "shit"),
        ("Ѕhіt", "shit"),  # Cyrillic letters that cannot be told from Latin ones
        ("STRASSE straße", "strassestrasse"),
        ("시\u200b발\u2060", "시발"),
        ("\u202e시\u202c발", "시발"),
        ("시\ufe0f발", "시발"),
        ("시\u0338발", "시발"),
        ("시❤️발", "시발"),
        ("ㅅl발", "시발"),
        ("ㅅ1발", "시발"),
        ("人ㅣ발", "시발"),
        ("ㅅ1ㅂ", "ㅅ1ㅂ"),
        ("시\u2065발", "시발"),  # ignorable, though nothing stands there yet
        ("시\U0001d173발", "시발"),
        ("시\u2800발", "시발"),  # a blank of Braille
        ("시\u302e발", "시발"),  # a tone mark of old Korean
        ("시ㆍ발", "시발"),
        ("🅵🆄🅲🅺", "fuck"),
        ("🅕ᴜᴄᴋ", "fuck"),
        ("ㅋㅋㅋ", "ㅋㅋㅋ"),
        ("바보ㅋㅋ", "바보ㅋㅋ"),
        ("ㄴㅏㄹㅏ", "나라"),
        ("", ""),
        ("!?…", ""),
    ],
)
def test_what_a_text_is_folded_to(written: str, folded: str) -> None:
    assert fold(written).letters == folded


@pytest.mark.parametrize(
    ("written", "loosely"),
    [
        ("시1발", "시발"),
        ("시18발", "시발"),
        ("시바ㄹ", "시발"),
        ("씨ㅣ발", "씨발"),
        ("바보ㅋ", None),  # laughed at, and still 바보
        ("3시 발표", None),
        ("가ㅏ", "가"),
        ("2026년", None),
    ],
)
def test_what_is_folded_in_two_ways(written: str, loosely: str | None) -> None:
    assert [one.letters for one in foldings(written)][1:] == ([loosely] if loosely else [])


def test_a_letter_knows_where_it_stood_and_what_lay_before_it() -> None:
    folded = fold("아! ㅅㅣ·발")
    assert folded.letters == "아시발"
    assert folded.span(1, 3) == (3, 7)
    assert folded.gaps == (0, MARK | SPACE, MARK)


def test_figures_taken_out_are_remembered_as_a_gap() -> None:
    assert foldings("오후 3시")[1].gaps == (0, 0, SPACE | DIGIT)


@pytest.mark.parametrize("text", ["ㅏㅏㅏ" * 2000, "ㄱ" * 5000, "`" * 5000, "\ud7b0\u11a8" * 1000, "ﷺ" * 300, "0" * 5000, "가ㄱ1" * 1500])
def test_no_text_is_too_odd(text: str) -> None:
    for folded in foldings(text):
        assert len(folded.letters) == len(folded.starts) == len(folded.ends) == len(folded.gaps)
        assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
