"""Extracts, marked as the analyser matched: without a database, as the question is already read."""

import pytest

from accounts.searching import analysers, asking
from accounts.searching.folding import fold
from accounts.searching.kiwi import kiwi_name
from accounts.searching.marking import extract, extracts
from accounts.searching.question import Question

FILLER = "아무 말도 하지 않은 오후가 천천히 지나갔다. " * 40


def question(typed: str, name: str = "") -> Question:
    name = name or kiwi_name()
    return Question(typed, tuple(analysers.get(name).words(fold(typed))), 1, analyser=name)


def marked(typed: str, text: str, length: int = 200) -> list[str]:
    return [piece for piece, is_marked in extract(text, question(typed), length=length) if is_marked]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("변호사는", "국선변호사들의 밤", ["변호사"]),
        ("가르치다", "그는 아이들을 가르칩니다.", ["가르칩니다"]),
        ("부르다", "이름을 불러 보았다.", ["불러"]),
        ("돕다", "서로 도와 살았다.", ["도와"]),
        ("듣다", "노래를 들으면 잠이 온다.", ["들으면"]),
        ("짓다", "가지 못한 지 오래된 그 집까지 사람들이 지은 길만 남았다.", ["지은"]),
        ("하얗다", "얼굴이 하얘졌다.", ["하얘"]),
        ("파랗다", "하늘이 파랬다.", ["파랬다"]),
        ("굽다", "빵을 구워 팔았다.", ["구워"]),
        ("만들다", "손으로 만든 책상.", ["만든"]),
        ("쓰다", "편지를 썼다.", ["썼다"]),
        ("노동시장", "노동 시장이 얼어붙었다.", ["노동 시장"]),
        ("openai", "OpenAI의 발표", ["OpenAI"]),
        ("GPT-4", "gpt4를 썼다", ["gpt4"]),
        ("2.5배", "25배가 아니라 2.5배로 뛰었다.", ["2.5배"]),
        ("연금", "국민연금이 줄었다", ["연금"]),
        ("시인", "도시인구가 줄었다", []),
        ("읽다", "이것은 익은 감이다", []),
    ],
)
def test_what_matched_is_marked_and_nothing_else(typed: str, text: str, found: list[str]):
    assert marked(typed, text) == found


def test_the_part_is_shown_in_which_most_was_found():
    text = f"{FILLER} 판사가 왔다. {FILLER} 판사는 소나무를 심었다. {FILLER}"
    pieces = extract(text, question("판사 심다"), length=160)
    assert [piece for piece, is_marked in pieces if is_marked] == ["판사", "심었다"]
    assert sum(len(piece) for piece, _marked in pieces) <= 160 + len("…  …")
    assert pieces[0][0].startswith("… ")
    assert pieces[-1][0].endswith(" …")


def test_what_is_short_is_shown_whole_and_in_one_spelling():
    pieces = extract("국선\u1107\u1167\u11ab호사의  밤\n둘째 줄", question("변호사"), length=100)
    assert "".join(piece for piece, _marked in pieces) == "국선변호사의 밤 둘째 줄"
    assert ("변호사", True) in pieces


def test_without_a_match_the_beginning_is_shown():
    pieces = extract(FILLER, question("판사"), length=60)
    assert pieces == [(pieces[0][0], False)]
    assert pieces[0][0].startswith("아무 말도")


def test_many_texts_are_read_at_one_go_and_only_around_what_may_have_matched(monkeypatch):
    asked = []
    read = asking.spans
    monkeypatch.setattr(asking, "spans", lambda texts, name: asked.append(texts) or read(texts, name))
    found = extracts([(f"{FILLER} 판사는 침묵했다. {FILLER}", 160)] * 20, question("판사"))
    assert all(("판사", True) in pieces for pieces in found)
    assert len(asked) == 1
    assert max(map(len, asked[0])) < 80


def test_while_the_analyser_is_away_letters_are_marked(monkeypatch):
    asked = question("판사")

    def away(texts, name):
        raise asking.Away

    monkeypatch.setattr(asking, "spans", away)
    assert ("판사", True) in extract("그 판사는 침묵했다.", asked, length=100)


def test_pairs_of_syllables_mark_as_they_match():
    pieces = extract("국선변호사들의 밤", question("변호사는", "bigrams 1"), length=100)
    assert [piece for piece, is_marked in pieces if is_marked] == ["변호사"]
