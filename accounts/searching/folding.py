"""The form in which texts are analysed and asked about, and the way back to the places of the text as it was."""

import re
import unicodedata

from accounts.text import CONTROL, INVISIBLE

LONGEST_TOKEN = 40  # letters; nobody asks for more, and what is longer is no word
# 1.5 is not 15. In the place of the point stands a letter that no text has, for a token has nothing but letters and digits.
POINT, DECIMAL = re.compile("(?<=[0-9])[.](?=[0-9])"), "ᚠ"
FIRST_SYLLABLE, LAST_SYLLABLE, FINALS = ord("가"), ord("힣"), 28

SIMPLE = re.compile(r"[\n\t\x20-\x7eㄱ-ㅣ가-힣]*")  # of which each folds to one, and only letters of ASCII to others


class Folded:
    """A text in one spelling: NFKC, lower case, nothing invisible. `source` is the text itself in NFC, to which places lead back."""

    def __init__(self, text: str) -> None:
        self.source = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
        self._places: list[int] | range
        if SIMPLE.fullmatch(self.source):
            self.text, self._places = self.source.lower(), range(len(self.source) + 1)
            return
        pieces: list[str] = []
        self._places = []
        for place, character in enumerate(self.source):
            folded = _fold(character)
            pieces.append(folded)
            self._places.extend([place] * len(folded))
        self._places.append(len(self.source))
        self.text = "".join(pieces)

    def place(self, folded: int) -> int:
        """Where in `source` the character at `folded` of `text` comes from."""
        return self._places[folded]

    def end(self, folded: int) -> int:
        """Where in `source` ends what ends at `folded` of `text`."""
        return self._places[folded - 1] + 1 if folded else 0


def fold(text: str) -> str:
    return Folded(text).text


def _fold(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isprintable() or character in "\n\t" else " "
    if is_syllable(character) or is_letter(character):  # most of a Korean text, and already as it should be
        return character
    if INVISIBLE.match(character) or CONTROL.match(character):
        return ""
    return unicodedata.normalize("NFKC", character).casefold()


def token_of(text: str) -> str:
    """The letters and digits of `text`, as both databases take them for one word; empty where there are none."""
    token = "".join(filter(str.isalnum, POINT.sub(DECIMAL, text)))[:LONGEST_TOKEN]
    return f"n{token}" if token[:1].isascii() and token[:1].isdigit() and not token.isdigit() and token.isascii() else token


def is_syllable(character: str) -> bool:
    return "가" <= character <= "힣"


def is_open(character: str) -> bool:
    """Whether it is a syllable without a final consonant."""
    return is_syllable(character) and (ord(character) - FIRST_SYLLABLE) % FINALS == 0


def is_letter(character: str) -> bool:
    """Whether it is one letter of Hangul, as in ㅋㅋ, and no syllable."""
    return "ㄱ" <= character <= "ㅣ"
