"""Korean as it is typed: half a syllable, initials, and a keyboard that was left in the other language."""

import unicodedata

import pytest

from portal.search.letters import begins, in_hangul


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("변호사", "ㅂ"), ("변호사", "벼"), ("변호사", "변ㅎ"), ("변호사", "변호"), ("변호사", "변호사"), ("변호사", "ㅂㅎㅅ"), ("과학자", "고"),
        ("데이터 분석가", "분서"), ("데이터 분석가", "데이터분"), ("AI 연구자", "ai ㅇ"), ("Welder", "we"), ("삶과 일", "살"), ("값", "갑"),
        ("변호사", unicodedata.normalize("NFD", "변호")),
    ],
)  # fmt: skip
def test_who_types_this_may_be_on_the_way_to_that(name: str, typed: str) -> None:
    assert begins(name, typed)


@pytest.mark.parametrize(
    ("name", "typed"), [("변호사", "호"), ("변호사", "ㅎ"), ("변호사", "변리"), ("변호사", ""), ("변호사", " "), ("변호사", "변호사회")]
)
def test_and_not_to_this(name: str, typed: str) -> None:
    assert not begins(name, typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("qusghtk", "변호사"),
        ("gksrnr", "한국"),
        ("dho", "왜"),
        ("qkfqrl", "밟기"),
        ("rkqtdmf", "값을"),
        ("shehd tlwkd", "노동 시장"),
        ("dldmfQj", "이을뻐"),
    ],
)
def test_a_keyboard_in_the_other_language(typed: str, meant: str) -> None:
    assert in_hangul(typed) == meant


@pytest.mark.parametrize("typed", ["hello", "WordPress", "변호사", "", "2026", "😀", "x"])
def test_what_is_no_korean_is_left_alone(typed: str) -> None:
    assert in_hangul(typed) == ""
