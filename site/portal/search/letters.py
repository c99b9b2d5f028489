"""Korean as it is typed: syllables that are not finished, initials alone, and a keyboard that was left in the other language."""

import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
FIRST, LAST = 0xAC00, 0xD7A3
# Two keys that give one letter, by the letters that they give each.
JOINED = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
APART = {one: pair for pair, one in JOINED.items()}
# The keys of the Korean keyboard (KS X 5002), as they are marked in Latin.
KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnmQWERTOP", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ", strict=True))


def keys_of(text: str) -> str:
    """The letters in the order in which they are typed: 변호 gives ㅂㅕㄴㅎㅗ, so what is half typed begins what it will become."""
    return "".join(_keys(letter) for letter in unicodedata.normalize("NFKC", text).casefold() if not letter.isspace())


def _keys(letter: str) -> str:
    if not FIRST <= ord(letter) <= LAST:
        letter = _of_its_own(letter)
        return APART.get(letter, letter)
    number = ord(letter) - FIRST
    parts = INITIALS[number // 588], VOWELS[number % 588 // 28], FINALS[number % 28]
    return "".join(APART.get(part, part) for part in parts)


def _of_its_own(letter: str) -> str:
    """NFKC makes a jamo that is joined to a syllable of one that stands alone (ㅂ, U+3142): as the keyboard writes it."""
    for row, start in ((INITIALS, 0x1100), (VOWELS, 0x1161), (FINALS[1:], 0x11A8)):
        if 0 <= ord(letter) - start < len(row):
            return row[ord(letter) - start]
    return letter


def initials_of(text: str) -> str:
    """변호사 gives ㅂㅎㅅ; what is no syllable stays as it is."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(INITIALS[(ord(one) - FIRST) // 588] if FIRST <= ord(one) <= LAST else one for one in folded if not one.isspace())


def begins(name: str, typed: str) -> bool:
    """Whether somebody who is typing `typed` may be on the way to `name`, or to a word in it: by the letters, or by initials alone."""
    wanted, words = keys_of(typed), name.split()
    ends = [" ".join(words[place:]) for place in range(len(words))] if wanted else []
    if any(keys_of(end).startswith(wanted) for end in ends):
        return True
    return all(one in INITIALS for one in wanted) and any(initials_of(end).startswith(initials_of(typed)) for end in ends)


def in_hangul(typed: str) -> str:
    """What would have been typed on a Korean keyboard: `qusghtk` gives 변호사. "" where that is no Korean."""
    letters = [KEYS.get(one) or KEYS.get(one.lower()) or one for one in typed]
    return _syllables(letters) if any(one in KEYS.values() for one in letters) else ""


def _syllables(letters: list[str]) -> str:
    """The syllables that these letters make; "" where one is left over."""
    made, place = [], 0
    while place < len(letters):
        if letters[place] not in INITIALS:
            if letters[place] in VOWELS:
                return ""
            made.append(letters[place])
            place += 1
            continue
        vowel, after = _joined(letters, place + 1, VOWELS)
        if not vowel:
            return ""
        final, end = _final(letters, after)
        made.append(chr(FIRST + INITIALS.index(letters[place]) * 588 + VOWELS.index(vowel) * 28 + FINALS.index(final)))
        place = end
    return "".join(made)


def _joined(letters: list[str], place: int, among: str | list[str]) -> tuple[str, int]:
    """The letter that stands here, of two keys if they make one, and where it ends; "" where none of them does."""
    pair = JOINED.get("".join(letters[place : place + 2]), "")
    if pair and pair in among:
        return pair, place + 2
    if place < len(letters) and letters[place] and letters[place] in among:
        return letters[place], place + 1
    return "", place


def _final(letters: list[str], place: int) -> tuple[str, int]:
    """The final consonant: whatever a vowel follows begins the next syllable."""
    final, end = _joined(letters, place, FINALS[1:])
    if final and end < len(letters) and letters[end] in VOWELS:
        final, end = (letters[place], place + 1) if end == place + 2 and letters[place] in FINALS else ("", place)
    return final, end
