"""What Kiwi's morphemes find, word by word. None of these words is of the labelled sets, but for 여는 and 지었다, which are alone of their kind."""

import pytest

from accounts.searching.folding import fold
from accounts.searching.kiwi import Kiwi
from accounts.searching.question import LONGEST


@pytest.fixture(scope="module")
def kiwi() -> Kiwi:
    return Kiwi()


def finds(kiwi: Kiwi, question: str, text: str) -> bool:
    there = {span.token for span in kiwi.spans(fold(text))}
    words = kiwi.words(fold(question[:LONGEST]))
    return bool(words) and all(any(there.issuperset(reading) for reading in word.readings) for word in words)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("판사", "판사들은 오래 침묵했다."),
        ("판사들의", "그 판사가 판결문을 다시 썼다."),
        ("고양이를", "길고양이에게 밥을 주는 사람들."),
        ("심다", "나무를 심었습니다."),
        ("심었다", "봄마다 나무를 심는 마을."),
        ("아름답다", "아름다운 얼굴이었다."),
        ("걸었다", "밤길을 걷는 여자들."),
        ("부르다", "이름을 불러 주었다."),
        ("문화재청", "문화재청은 답하지 않았다."),
        ("농어촌", "농어촌의 학교가 문을 닫는다."),
        ("해양오염", "해양 오염을 막는 법."),
        ("공공의료", "공공의료원이 문을 닫았다."),
        ("우체국", "우체국에서 기다렸다."),
        ("iPhone", "새 IPHONE을 샀다."),
        ("5G", "5g 요금제가 비싸다."),
        ("코로나19", "코로나19로 문을 닫았다."),
        ("K팝", "k팝을 배우는 사람들."),
        ("2026년", "2026년의 겨울."),
        ("辯護", "옛 글에는 辯護라고 적혀 있다."),
        ("하은별", "하은별은 스물셋이다."),
        ("정치학자", "정치학자들과 만났다."),
        ("비정규직", "비정규직으로 십 년을 일했다."),
        ("머뭇거리지 않은 봄", "머뭇거리지 않는 봄이 왔다."),
        ("빨래를 말리지 못했다", "빨래를 말리지 못한 날."),
        ("문과 창", "문과 창을 열었다."),
        ("『말과 글』", "말과 글을 나란히 놓았다."),
        ("‘말과 글’은", "말과 글을 나란히 놓았다."),
        ("O'Reilly", "O'Reilly 책을 샀다."),
        ("지었으며", "시를 짓는다."),
        ("무는", "개가 손을 물었다."),
        ("열다", "가게 문을 여는 사람."),
        ("인권위원회", "국가인권위원회가 말했다."),
        ("전철", "전철역 앞에서 만났다."),
        ("감기", "감기약을 먹었다."),
        ("2.5배", "값이 2.5배로 뛰었다."),
    ],
)
def test_what_is_meant_is_found(kiwi: Kiwi, question: str, text: str):
    assert finds(kiwi, question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("사과", "인사과에 물어보았다."),
        ("상자", "대상자를 골랐다."),
        ("기사", "하루살이가 경기사진을 찍었다."),
        ("IT", "WITH라는 모임."),
        ("변명하다", "변호인이 말했다."),
        ("달다", "달이 밝았다."),
        ("강", "강아지가 짖었다."),
        ("지었다", "책임을 졌다."),
        ("2.5배", "값이 25배로 뛰었다."),
        ("25", "값이 2.5배로 뛰었다."),
        ("북한", "북한산에 올랐다."),
    ],
)
def test_what_only_has_the_same_letters_is_not_found(kiwi: Kiwi, question: str, text: str):
    assert not finds(kiwi, question, text)


@pytest.mark.parametrize("typed", ["은", "는 을", "에서 까지", "!!!", "%", "ㅤ", "", " "])
def test_particles_and_punctuation_ask_for_nothing(kiwi: Kiwi, typed: str):
    assert kiwi.words(fold(typed)) == []


def test_a_word_in_another_script_behind_it_may_stand_instead(kiwi: Kiwi):
    assert finds(kiwi, "넷플릭스(Netflix)", "넷플릭스를 끊었다.")
    assert finds(kiwi, "넷플릭스(Netflix)", "Netflix의 요금.")


def test_places_are_those_of_the_letters(kiwi: Kiwi):
    text = "국선변호사들의 밤"
    assert {text[span.start : span.end] for span in kiwi.spans(text) if span.token == "변호사"} == {"변호사"}


def test_a_text_is_read_while_it_loads_because_the_first_one_takes_longer_than_readers_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    class Model:
        def __init__(self, **_options: object) -> None:
            pass

        def tokenize(self, text: str) -> None:
            read.append(text)

    monkeypatch.setattr("kiwipiepy.Kiwi", Model)
    monkeypatch.setattr("kiwipiepy.MorphemeSet", lambda _model, _morphemes: None)
    Kiwi()
    assert read
