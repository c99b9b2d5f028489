"""Particles, and the joiner between a closing quotation mark and its particle."""

import pytest
from django.utils.safestring import mark_safe

from accounts.korean import WORD_JOINER, josa
from accounts.templatetags.korean import joined


@pytest.mark.parametrize(
    ("word", "pair", "form"),
    [
        ("변호사", "을/를", "를"),
        ("댓글", "을/를", "을"),
        ("서울", "으로/로", "로"),
        ("부산", "으로/로", "으로"),
        ("제주", "으로/로", "로"),
        ("GPT-4", "을/를", "를"),
        ("AI", "은/는", "는"),
        ("HTML", "을/를", "을"),
        ("머코(Mercor)", "을/를", "를"),
        ("‘초벌’", "이/가", "이"),
        ("2026", "과/와", "과"),
        ("3", "으로/로", "으로"),
        ("7", "으로/로", "로"),
        ("", "을/를", "를"),
    ],
)
def test_the_particle_follows_how_the_word_is_read(word: str, pair: str, form: str) -> None:
    assert josa(word, pair) == form


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("‘초벌’을", f"‘초벌’{WORD_JOINER}을"),
        ("“아니요.”라고", f"“아니요.”{WORD_JOINER}라고"),
        ("‘초벌’ 을", "‘초벌’ 을"),
        ("’90년대", "’90년대"),
    ],
)
def test_a_closing_mark_stays_with_its_particle(text: str, shown: str) -> None:
    assert joined(text) == shown


def test_markup_is_left_alone() -> None:
    assert joined(mark_safe("<strong>‘말’</strong>이")) == f"<strong>‘말’</strong>{WORD_JOINER}이"
    address = '<a href="https://example.org/’글">글</a>'
    assert joined(mark_safe(address)) == address


def test_what_is_no_markup_is_escaped() -> None:
    assert joined("<b>’가") == f"&lt;b&gt;’{WORD_JOINER}가"
