"""What somebody is in the middle of typing: 변홋 on the way from 변호 to 변호사."""

from .folding import FINALS, FIRST_SYLLABLE, fold, is_letter, is_syllable, token_of


def beginnings(typed: str) -> list[str]:
    """With what a word may begin whose beginning was typed; empty where that could be any word."""
    word = token_of(fold(typed))
    while word and is_letter(word[-1]):  # a letter that is not yet a syllable
        word = word[:-1]
    if not word:
        return []
    without = _without_final(word[-1])
    return [word, word[:-1] + without] if without and len(word) > 1 else [word]


def _without_final(syllable: str) -> str:
    """The final consonant may be the first of the syllable that comes next. Empty where there is none."""
    number = ord(syllable) - FIRST_SYLLABLE
    return chr(FIRST_SYLLABLE + number - number % FINALS) if is_syllable(syllable) and number % FINALS else ""
