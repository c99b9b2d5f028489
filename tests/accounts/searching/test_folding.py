"""The one spelling in which texts are compared, and the way back to the text as it was."""

import pytest

from accounts.searching.folding import Folded


@pytest.mark.parametrize("text", ["", "노동시장의 AI 2026년", "줄\n바꿈\tㅋㅋ & ~"])
def test_what_folds_letter_by_letter_folds_as_beside_what_does_not(text: str) -> None:
    plain, other = Folded(text), Folded(f"{text}“①")
    assert other.text == f"{plain.text}“1"
    assert [plain.place(place) for place in range(len(text))] == [other.place(place) for place in range(len(text))]
    assert plain.end(len(plain.text)) == len(text) == other.end(len(plain.text))


def test_places_lead_back_over_what_grows_and_what_cannot_be_seen() -> None:
    folded = Folded("㈜공\u200b론 ＡＢ")
    assert folded.text == "(주)공론 ab"
    assert folded.source[folded.place(3) : folded.end(5)] == "공\u200b론"
    assert folded.source[folded.place(0) : folded.end(3)] == "㈜"
