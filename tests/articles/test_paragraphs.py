"""One block for each paragraph, whatever was pasted."""

import unicodedata
from html import unescape

import pytest
from django.utils.html import strip_tags

from articles.blocks import BodyBlock
from articles.paragraphs import split_html, split_paragraphs
from articles.reading import words_of

TEXT = "신입 번역가의 책상에서 ‘초벌’을 지운 것은 “기계”·사람 — 변호사(辯護士)…"
FIRST = "5f3d1a0e-0000-4000-8000-000000000001"


def body(*blocks: tuple[str, object]) -> object:
    ids = [FIRST, *(f"5f3d1a0e-0000-4000-8000-00000000010{number}" for number in range(len(blocks)))]
    return BodyBlock().to_python([{"type": kind, "value": value, "id": ids[number]} for number, (kind, value) in enumerate(blocks)])


def stored(stream: object) -> list[tuple[str, object]]:
    return [(child["type"], child["value"]) for child in stream.get_prep_value()]


def test_each_paragraph_becomes_a_block_and_the_first_keeps_its_id() -> None:
    split = split_paragraphs(body(("paragraph", "<p>하나</p><p>둘</p><p>셋</p>"), ("pull_quote", "끝")))
    assert stored(split) == [("paragraph", "<p>하나</p>"), ("paragraph", "<p>둘</p>"), ("paragraph", "<p>셋</p>"), ("pull_quote", "끝")]
    ids = [child["id"] for child in split.get_prep_value()]
    assert ids[0] == FIRST
    assert len(set(ids)) == 4


def test_splitting_twice_changes_nothing() -> None:
    once = split_paragraphs(body(("paragraph", f"<p>{TEXT}</p><ul><li>가</li></ul><h2>제목</h2><p>나<br/>다</p>")))
    twice = split_paragraphs(once)
    assert twice is once


def test_a_draft_saved_again_from_the_open_editor_gets_the_same_ids() -> None:
    paste = "<p>하나</p><p>둘</p><p>둘</p>"
    first, second = (split_paragraphs(body(("paragraph", paste))) for _ in range(2))
    ids = [child["id"] for child in first.get_prep_value()]
    assert ids == [child["id"] for child in second.get_prep_value()]
    assert len(set(ids)) == 3


def test_the_same_text_pasted_into_its_own_first_block_again_gets_other_ids() -> None:
    once = split_paragraphs(body(("paragraph", "<p>하나</p><p>둘</p>"))).get_prep_value()
    again = BodyBlock().to_python([{**once[0], "value": "<p>하나</p><p>둘</p>"}, once[1]])
    ids = [child["id"] for child in split_paragraphs(again).get_prep_value()]
    assert len(set(ids)) == 3
    assert once[1]["id"] == ids[2]


def test_typography_and_hanja_come_out_unharmed() -> None:
    (_, first), (_, second) = split_html(f"<p>{TEXT}</p><p>{TEXT}</p>")
    assert first == second == f"<p>{TEXT}</p>"


def test_hanja_encoded_by_their_reading_stay_as_they_are_while_hangul_is_composed() -> None:
    library, apart = "\uf914", unicodedata.normalize("NFD", "값을")
    (block,) = stored(split_paragraphs(body(("paragraph", f"<p>{library} {apart}</p>"))))
    assert block[1] == f"<p>{library} 값을</p>"


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("<p>가 <b>나</b> <a href='https://example.org/?a=1&amp;b=2'>다</a></p><p>라</p>", 2),
        ("<ul><li>가</li><li>나</li></ul><ol><li>다</li></ol>", 2),
        ("<p>가</p><p>  </p><p></p><p>나</p>", 2),
        ("<p>가</p>흩어진 말 <b>굵게</b> 이어짐<p>나</p>", 3),
        ('<p>가</p><embed embedtype="image" id="3" alt="그림"/><p>나</p>', 3),
        ("<p>가<br/><br/>나</p>", 2),
        ("<div><p>가</p><div><p>나</p></div></div>", 2),
        ("", 0),
    ],
)
def test_nothing_with_meaning_is_lost(html: str, parts: int) -> None:
    split = split_html(html)
    assert len(split) == parts
    joined = "".join(value for _, value in split)
    for mark in ("<b>나</b>", "a=1&amp;b=2", "<li>나</li>", "<b>굵게</b> 이어짐", 'embedtype="image"'):
        assert (mark in joined) == (mark in html)


def test_a_single_line_break_stays_in_its_paragraph() -> None:
    assert split_html("<p>가<br/>나</p>") == [("paragraph", "<p>가<br/>나</p>")]


def test_pasted_headings_become_headings_and_the_first_paragraph_keeps_the_id() -> None:
    split = split_paragraphs(body(("paragraph", "<h2>틀릴 <b>기회</b></h2><p>가</p><h3>둘</h3><p>나</p>")))
    assert stored(split) == [("heading", "틀릴 기회"), ("paragraph", "<p>가</p>"), ("heading", "둘"), ("paragraph", "<p>나</p>")]
    assert split.get_prep_value()[1]["id"] == FIRST


def test_a_heading_too_long_for_one_stays_a_paragraph() -> None:
    assert split_html(f"<h2>{'가' * 81}</h2>") == [("paragraph", f"<p>{'가' * 81}</p>")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>그대로 읽습니다.</p>",
        '<p data-block-key="a1b2c">한 문장, “인용” 하나.</p>',
        '<p data-block-key="a1b2c">&lt;b&gt; &amp; 굵은 <b>말</b></p>',
        "<p>일 &amp; 말, &lt;초벌&gt;</p>",
        "<p>앞</p><p>뒤</p>",
        "<p></p>",
        "말뿐",
        "<p>a < b</p>",
    ],
)
def test_the_words_of_a_paragraph_are_what_is_left_without_markup(html: str):
    assert words_of(html) == unescape(strip_tags(html))
