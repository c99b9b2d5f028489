"""The cloth: a discussion as patchwork, worked by hand and held against what it must always be."""

import re
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from accounts.models import Profession
from comments import cloth
from comments.treemap import Box, squarify
from comments.voices import Voice

FIELDS = ("law", "med", "edu", "art", "press", "tech", "craft", "biz")


@pytest.fixture(autouse=True)
def _in_english() -> None:
    with translation.override("en"):
        yield


def voice(number: int, count: int, verified: int = 0) -> Voice:
    """The voice of an invented profession; number 0 is 가, in the field of law."""
    seal = "가나다라마바사아자차카타파하"[number]
    return Voice(Profession(seal=seal, field=FIELDS[number % 8], name=f"직업 {seal}", name_en=f"Work {seal}"), count, verified)


def undisclosed(count: int) -> Voice:
    return Voice(None, count)


# The discussion of the design's mock-up, 128 comments.
MOCK_UP = [voice(n, *who) for n, who in enumerate([(31, 22), (24, 20), (18, 15), (14, 9), (13, 5), (9, 4), (7, 3), (5, 2), (3, 2)])]
DISCUSSIONS = {
    "one comment": [voice(0, 1)],
    "one undisclosed": [undisclosed(1)],
    "one verified": [voice(0, 1, 1)],
    "the mock-up": [*MOCK_UP, undisclosed(4)],
    "fourteen professions": [*(voice(n, 20 - n, n // 2) for n in range(14)), undisclosed(3)],
    "a hundred thousand": [*(voice(n, 13_000 - 1_000 * n, 6_000 - 450 * n) for n in range(13)), undisclosed(9_000)],
    "one against a hundred thousand": [voice(0, 100_000, 99_999), voice(1, 1)],
}


def patches_of(voices: list[Voice]) -> list[cloth.Patch]:
    return [patch for cell in cloth.lay(voices, 248, 304) for patch in cell.patches]


def drawn(voices: list[Voice], place: cloth.Place = cloth.SIDE) -> BeautifulSoup:
    return BeautifulSoup(cloth.draw(voices, place), "html.parser").svg


def hundredths(text: str) -> int:
    """12.34% as 1234, which has to be exact."""
    value = Fraction(text.removesuffix("%")) * 100
    assert value.denominator == 1, f"{text} has more than two decimals"
    return int(value)


def test_the_treemap_is_that_of_the_paper() -> None:
    """Bruls, Huizing and van Wijk's own example (section 3.1): areas 6, 6, 4, 3, 2, 2, 1 in a box of 6 by 4."""
    boxes = squarify([6, 6, 4, 3, 2, 2, 1], Box(0, 0, 6, 4))
    third = 7 / 3
    expected = [
        (0, 0, 3, 2), (0, 2, 3, 4),  # two of 3 by 2, one below the other
        (3, 0, 3 + 4 / third, third), (3 + 4 / third, 0, 6, third),  # 4 and 3 beside each other
        (3, third, 4.2, 4), (4.2, third, 5.4, 4), (5.4, third, 6, 4),  # 2, 2 and 1 in what is left
    ]  # fmt: skip
    assert [tuple(round(edge, 9) for edge in box) for box in boxes] == [tuple(round(edge, 9) for edge in box) for box in expected]


def test_one_comment_is_one_patch_over_the_whole_cloth() -> None:
    assert patches_of([voice(0, 1)]) == [cloth.Patch("d-law", False, 1, Box(0, 0, 248, 304))]
    assert len(drawn([voice(0, 1)]).select("rect")) == 1


def test_a_cell_is_cut_into_patches_of_up_to_eight_verified_first() -> None:
    """Seventeen verified of thirty in a box twice as wide as high: 6, 6 and 5 clear, then 7 and 6 pale."""
    patches = patches_of([voice(0, 30, 17)])
    assert [(patch.verified, patch.comments) for patch in patches] == [(True, 6), (True, 6), (True, 5), (False, 7), (False, 6)]
    assert [rect["class"] for rect in drawn([voice(0, 30, 17)]).select("rect")] == [["d-law", "v"]] * 3 + [["d-law"]] * 2


def test_the_cells_of_the_mock_up_stand_where_it_shows_them() -> None:
    """31 and 24 of 128 make a strip at the top, 55/128 of the height; 31/55 of it are the first cell's."""
    rects = drawn([*MOCK_UP, undisclosed(4)]).select("rect")
    corners = {dye: (rect["x"], rect["y"]) for rect in reversed(rects) for dye in rect["class"][:1]}
    assert corners["d-law"] == ("0%", "0%")
    assert corners["d-med"] == ("56.36%", "0%")
    assert corners["d-edu"] == ("0%", "42.97%")


@pytest.mark.parametrize("voices", DISCUSSIONS.values(), ids=DISCUSSIONS.keys())
def test_every_comment_is_in_one_patch_and_the_verified_are_clear(voices: list[Voice]) -> None:
    patches = patches_of(voices)
    assert sum(patch.comments for patch in patches) == sum(one.count for one in voices)
    assert sum(patch.comments for patch in patches if patch.verified) == sum(one.verified for one in voices)
    for cell in cloth.lay(voices, 248, 304):
        assert sum(patch.comments for patch in cell.patches) == cell.voice.count
        clear = [patch.verified for patch in cell.patches]
        assert clear == sorted(clear, reverse=True)


@pytest.mark.parametrize("voices", DISCUSSIONS.values(), ids=DISCUSSIONS.keys())
def test_an_area_is_as_large_as_its_share(voices: list[Voice]) -> None:
    whole = sum(one.count for one in voices)
    for patch in patches_of(voices):
        assert patch.box.width * patch.box.height / (248 * 304) == pytest.approx(patch.comments / whole)


@pytest.mark.parametrize("voices", DISCUSSIONS.values(), ids=DISCUSSIONS.keys())
def test_the_patches_as_drawn_tile_the_cloth_without_gap_or_overlap(voices: list[Voice]) -> None:
    boxes = [[hundredths(rect[name]) for name in ("x", "y", "width", "height")] for rect in drawn(voices).select("rect")]
    assert sum(width * height for _x, _y, width, height in boxes) == 10_000 * 10_000
    for index, (x, y, width, height) in enumerate(boxes):
        assert min(x, y, width, height) >= 0
        assert x + width <= 10_000
        assert y + height <= 10_000
        for other_x, other_y, other_width, other_height in boxes[index + 1 :]:
            across = min(x + width, other_x + other_width) - max(x, other_x)
            down = min(y + height, other_y + other_height) - max(y, other_y)
            assert across <= 0 or down <= 0


@pytest.mark.parametrize("voices", DISCUSSIONS.values(), ids=DISCUSSIONS.keys())
def test_it_stays_small_however_much_is_said(voices: list[Voice]) -> None:
    for place in cloth.PLACES.values():
        svg = cloth.draw(voices, place)
        assert svg.count("<rect") <= cloth.PATCHES
        assert len(svg.encode()) < 8_000


def test_the_same_discussion_gives_the_same_cloth() -> None:
    assert cloth.draw([*MOCK_UP, undisclosed(4)]) == cloth.draw([*MOCK_UP, undisclosed(4)])


def test_more_than_ten_professions_fold_into_the_others_who_keep_their_fields_dyes() -> None:
    voices = [*(voice(n, 20 - n, 1) for n in range(14)), undisclosed(3)]
    folded = cloth.fold(voices)
    assert [one.label for one in folded][9:] == ["Work 차", "Others", "Profession not disclosed"]
    assert (folded[10].count, folded[10].verified) == (10 + 9 + 8 + 7, 4)
    others = cloth.lay(voices, 248, 304)[10]
    assert [(patch.css, patch.verified) for patch in others.patches][:4] == [
        ("d-edu", True),
        ("d-art", True),
        ("d-press", True),
        ("d-tech", True),
    ]
    assert others.syllable == ""


def test_ten_professions_do_not_fold() -> None:
    voices = [*(voice(n, 20 - n) for n in range(10)), undisclosed(3)]
    assert cloth.fold(voices) == voices


def test_a_syllable_stands_only_where_the_first_patch_has_room_for_it() -> None:
    """At 248 by 304 the mock-up's first patch is 68 by 70 pixels; the welders' is 23 wide and stays mute."""
    svg = drawn([*MOCK_UP, undisclosed(4)])
    shown = {text.text: text.get("class", []) for text in svg.select("text")}
    assert "아" not in shown
    assert "lg" not in shown["가"]
    assert shown["31"] == ["n", "lg"]
    assert "24" not in shown, "54 pixels hold a syllable, not a number behind it"
    large = {text.text for text in drawn([*MOCK_UP, undisclosed(4)], cloth.LEAD).select("text")}
    assert shown.keys() < large


def test_what_fits_only_on_a_wide_screen_is_marked_so() -> None:
    """Four cells of half the width and half the height: 152 pixels high beside a column, 72 on a phone, 25 on a lower one."""
    quarters = [voice(n, 8) for n in range(4)]
    for narrow, marked in (((350, 144), False), ((350, 50), True), ((60, 144), True)):
        texts = drawn(quarters, cloth.Place(248, 304, narrow)).select("text:not(.n)")
        assert len(texts) == 4
        assert all(("lg" in text.get("class", [])) is marked for text in texts)


def test_it_says_in_words_what_it_shows() -> None:
    svg = drawn([voice(0, 2), undisclosed(1)])
    assert svg["role"] == "img"
    assert svg["aria-label"] == "Professions that wrote 3 comments: Work 가 2, Profession not disclosed 1"


def test_before_the_first_comment_it_is_one_undyed_patch() -> None:
    svg = drawn([])
    assert [rect["class"] for rect in svg.select("rect")] == [["d-none"]]
    assert svg["aria-label"]
    assert not svg.select("text")


def test_it_needs_no_inline_style() -> None:
    assert not re.search(r"style=|<style", cloth.draw([*MOCK_UP, undisclosed(4)]))


def test_a_professions_name_cannot_break_out_of_the_label() -> None:
    named = Voice(Profession(seal="가", field="law", name='"><script>', name_en='"><script>'), 1)
    assert "<script>" not in cloth.draw([named])
