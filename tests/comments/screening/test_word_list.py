"""Words found in a text however they are written, and not where they only seem to stand."""

from collections.abc import Iterator
from itertools import pairwise, product

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from comments.entries import entry
from comments.screening.wordlist import Hit, WordList


def words(*blocked: str, exceptions: tuple[str, ...] = ()) -> WordList:
    kinds = [("blocked", one) for one in blocked] + [("exception", one) for one in exceptions]
    made = [(kind, entry(text, is_exception=kind == "exception")) for kind, text in kinds]
    return WordList.of((one.text, kind, one.folded) for kind, one in made)


LIST = words(
    "시발", "씨발", "ㅅㅂ", "병신", "개새끼", "새끼", "18년", "18놈", "ass", "씨8", "미친 놈",
    exceptions=("시발점", "시발역", "시발 자동차", "병신년", "새끼손가락", "다시발", "역시발"),
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "시발", "아 시발", "이런시발것", "시 발", "야 시 발 아", "야, 시 발아", "시.발", "시..발", "시~발놈", "시1발", "시18발", "시*발", "**시**발",
        "ㅅㅣ발", "ㅅㅣㅂㅏㄹ", "ㅅ ㅣ ㅂ ㅏ ㄹ", "ㅅl발", "ㅅ1발", "人ㅣ발", "시바ㄹ", "씨ㅣ발", "시\u200b발", "시\u3164발", "시\u2764발", "시\n발",
        "ㅅㅂ", "ㅅ ㅂ", "ㅅ.ㅂ", "ㅅ1ㅂ", "병ㅅㅣㄴ", "병.신", "병 신 같은", "병시ㄴ", "개새끼", "개.새.끼", "개 새 끼", "18놈", "18 년", "씨8",
        "씨8놈", "you ass!", "Ａｓｓ", "аss", "미친놈", "미친 놈", "미친  놈아", "시발점에서 시발이라니", "시발시발점", "새끼손가락으로 개새끼",
        "다 시발이다", "역 시발", "병신년에 병신이",
    ],
)  # fmt: skip
def test_a_listed_word_is_found_however_it_is_written(text: str) -> None:
    assert LIST.hits(text)


@pytest.mark.parametrize(
    "text",
    [
        "시발점", "그 일이 시발점이었습니다.", "시발역에서", "시발 자동차를 아십니까", "다시 발표했습니다.", "다시발표", "역시 발전이 있었다", "다시, 발표",
        "반드시 발생합니다", "잠시…발걸음을", "서울시 발전 계획", "다시 바라보다", "시 발표회", "오후 3시 발 열차", "3시 발표", "다시 2발 더",
        "병신년(丙申年)", "18일", "2018년", "2018 놈", "새끼손가락", "개발자 새벽", "class", "assess", "glass", "노인과 미친", "바보ㅋㅋ", "ㅅ을 ㅂ으로",
        "개발", "발시", "놈18", "시와 발", "", " ", "🙂",
    ],
)  # fmt: skip
def test_what_only_seems_to_be_a_listed_word_passes(text: str) -> None:
    assert LIST.hits(text) == []


def test_it_says_where_in_the_text_as_it_was_typed() -> None:
    assert LIST.hits("아니 ㅅㅣ·발 그리고 병신") == [Hit(3, 7, "시발", "blocked"), Hit(12, 14, "병신", "blocked")]


def test_an_exception_takes_out_only_what_lies_within_it() -> None:
    assert [hit.start for hit in LIST.hits("시발점, 시발, 시발점")] == [5]


def test_an_empty_list_finds_nothing() -> None:
    assert WordList().hits("시발") == []


@pytest.mark.parametrize("text", ["좆같은", "좆나같은", "좆나게도같은", "좆.같은", "좆나게 아니 좆같"])
def test_a_star_stands_for_a_few_letters_or_none(text: str) -> None:
    [hit] = words("좆*같").hits(text)
    assert text[hit.start : hit.end].startswith("좆")
    assert text[hit.start : hit.end].endswith("같")


@pytest.mark.parametrize("text", ["좆 같은", "좆가나다라마같은", "같좆"])
def test_a_star_stands_for_no_more_and_for_nothing_in_another_word(text: str) -> None:
    assert words("좆*같").hits(text) == []


def by_trying(parts: list[str], text: str) -> bool:
    """The slow way, to compare with: every place of every part."""

    def places(part: str) -> Iterator[int]:
        return (at for at in range(len(text)) if text.startswith(part, at))

    return any(
        all(0 <= later - at - len(part) <= 4 for (at, later), part in zip(pairwise(some), parts, strict=False))
        for some in product(*(list(places(part)) for part in parts))
    )


def test_stars_find_what_trying_every_place_finds() -> None:
    for letters in product("가나다", repeat=6):
        text = "".join(letters)
        for pattern in ("가*나나", "가*나*다", "다다*가"):
            assert bool(words(pattern).hits(text)) == by_trying(pattern.split("*"), text), (pattern, text)


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "two letters"), ("가", "two letters"), ("*", "two letters"), ("가*", "two letters"), ("!!", "two letters"), ("가" * 41, "40 characters"),
     ("ﷺ" * 3, "40 characters"), ("가*나*다*라*마", "3 stars")],
)  # fmt: skip
def test_what_cannot_be_an_entry_says_why(typed: str, why: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=why):
        entry(typed)


def test_an_exception_has_no_stars() -> None:
    with translation.override("en"), pytest.raises(ValidationError, match="no stars"):
        entry("시발*점", is_exception=True)


@pytest.mark.parametrize("typed", ["(ab+)+$", "(시발+)+", "[가-힣]{1,9999}", "시(?:발)+"])
def test_what_looks_like_an_expression_is_letters_like_any_others(typed: str) -> None:
    """There is nothing in the list that could run away."""
    made = entry(typed)
    assert not set(made.folded) & set("()[]{}+?$.\\|")


class Counted(str):
    """Counts how often it is cut a piece from: what the search costs, without a clock."""

    cuts = 0

    def __getitem__(self, key: object) -> str:
        Counted.cuts += 1
        return super().__getitem__(key)  # type: ignore[index]


def cuts(made: WordList, text: str) -> int:
    from comments.folding import fold

    Counted.cuts = 0
    folded = fold(text)
    folded.letters = Counted(folded.letters)
    made._hits(folded)
    return Counted.cuts


def test_fifty_thousand_words_cost_a_text_hardly_more_than_fifty() -> None:
    syllables = [chr(0xAC00 + 28 * number) for number in range(390)]
    many = [f"{a}{b}{c}" for a, b, c in product(syllables[:200], syllables[:250], "가")]
    assert len(many) == 50_000
    text = "나라의 일을 함께 이야기합니다. " * 290
    few, all_of_them = cuts(words(*many[:50]), text), cuts(words(*many), text)
    assert all_of_them <= few * 3
    assert words(*many).hits("그리고 " + many[-1])


def test_a_list_of_stars_made_to_explode_costs_the_text_once() -> None:
    explosive = words(*(f"가*가*가*{chr(0xAC01 + number)}" for number in range(300)))
    assert cuts(explosive, "가" * 5000) <= 5 * 5000
    assert explosive.hits("가" * 5000) == []
