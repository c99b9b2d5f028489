"""Text folded so that one word written in many ways is one word: what screening compares. docs/decisions/0016-screening.md tells the choices.

Each letter of the folded text knows which characters of the original it stands for, and what lay between it and the letter before.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from accounts.text import INVISIBLE

MARK, SPACE, DIGIT = 1, 2, 4  # what may lie before a letter; several at once
LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = "_ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
LAUGHTER = "ㅋㅎ"  # 바보ㅋㅋ is 바보, laughed at
# What passes for a vowel right after a consonant that stands alone, and for a consonant before such a vowel: ㅅl발, 人ㅣ발.
LOOKS_LIKE_VOWEL = dict.fromkeys("lIi1|丨｜!", "ㅣ") | dict.fromkeys("ト卜├", "ㅏ") | dict.fromkeys("一ー―", "ㅡ")
LOOKS_LIKE_LEAD = {"人": "ㅅ", "入": "ㅅ", "口": "ㅁ", "己": "ㄹ", "0": "ㅇ", "o": "ㅇ"}
# Letters of other scripts that cannot be told from Latin ones (Unicode's confusables, the commonest), after folding.
LATIN = str.maketrans("аеорсухіјѕһԁοαερνκτιսօհᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "aeopcyxijshdoaepvktiuohabcdefghijklmnoprstuvwyz")
WHITE_ON_BLACK = (0x1F150, 0x1F170)  # the letters A in a black circle and in a black square, which no normalisation knows
DOTS = "ㆍᆞ"  # a vowel of old Korean, and what a keyboard writes for a dot: 시ㆍ발


@dataclass
class Folded:
    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[int, ...]  # what lay before each letter, of MARK, SPACE and DIGIT; 0 for nothing

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original the letters from `start` to `end` stand."""
        return self.starts[start], self.ends[end - 1]


class _Letter(NamedTuple):
    char: str
    start: int
    end: int
    gap: int
    is_made: bool = False  # put together from jamo


def fold(text: str) -> Folded:
    return _folded(_composed(_letters(text), loosely=False))


def foldings(text: str) -> list[Folded]:
    """Also, where it makes a difference, with figures between syllables as nothing (시1발), and with a consonant behind an open syllable
    as its end (시바ㄹ)."""
    letters = _letters(text)
    strict = _folded(_composed(letters, loosely=False))
    if all(is_syllable(one.char) for one in letters):
        return [strict]
    loose = _folded(_composed(_without_figures(letters), loosely=True))
    return [strict] if strict.letters == loose.letters and strict.gaps == loose.gaps else [strict, loose]


def _folded(letters: list[_Letter]) -> Folded:
    chars, starts, ends, gaps, _made = zip(*letters, strict=True) if letters else ((),) * 5
    return Folded("".join(chars), starts, ends, gaps)


def is_syllable(char: str) -> bool:
    return "가" <= char <= "힣"


def is_hangul(char: str) -> bool:
    return is_syllable(char) or "ㄱ" <= char <= "ㅣ"


@lru_cache(10_000)
def _folded_char(char: str) -> str:
    """The letters that a character stands for, jamo as those that stand alone; a space, or a full stop for a mark, where it is none."""
    if INVISIBLE.match(char):
        return ""
    if char.isspace():
        return " "
    if char in DOTS:
        return "."
    for first in WHITE_ON_BLACK:
        if first <= ord(char) < first + 26:
            return chr(ord("a") + ord(char) - first)
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    kept = [_alone(one) for one in wide if one.isalnum() or one in VOWELS]
    if not kept:
        return "" if unicodedata.category(char) in {"Mn", "Mc"} else "."
    return "".join(kept).translate(LATIN)


def _alone(char: str) -> str:
    """A conjoining jamo as the one that stands alone; a final one is told by a backtick before it, since it belongs to what stands before."""
    number = ord(char)
    if 0x1100 <= number < 0x1113:
        return LEADS[number - 0x1100]
    if 0x1161 <= number < 0x1176:
        return VOWELS[number - 0x1161]
    if 0x11A8 <= number < 0x11C3:
        return "`" + TAILS[number - 0x11A7]
    return char


def _letters(text: str) -> list[_Letter]:
    made: list[_Letter] = []
    gap = 0
    for place, char in enumerate(text):
        if is_syllable(char):
            made.append(_Letter(char, place, place + 1, gap))
            gap = 0
            continue
        folded = _vowel_seen(made, gap, char, text[place + 1 : place + 2]) or _folded_char(char)
        if folded == " ":
            gap |= SPACE
        elif folded == ".":
            gap |= MARK
        else:
            for one in _split(folded):
                made.append(_Letter(one, place, place + 1, gap))
                gap = 0
    return made


def _vowel_seen(made: list[_Letter], gap: int, char: str, following: str) -> str | None:
    """The vowel that a character passes for, right after a consonant that stands alone; a figure only before a syllable (ㅅ1발, not ㅅ1ㅂ)."""
    if gap or not made or made[-1].char not in LEADS or (char in "1!" and not is_syllable(following)):
        return None
    return LOOKS_LIKE_VOWEL.get(char)


def _split(folded: str) -> list[str]:
    return ["`" + one for one in folded.split("`")[1:]] if folded.startswith("`") else list(folded)


def _without_figures(letters: list[_Letter]) -> list[_Letter]:
    """Figures between two letters of Hangul become a gap."""
    kept: list[_Letter] = []
    place = 0
    while place < len(letters):
        end, gap = place, 0
        while end < len(letters) and letters[end].char.isdigit():
            gap |= letters[end].gap | DIGIT
            end += 1
        between = kept and end < len(letters) and is_hangul(kept[-1].char[-1]) and is_hangul(letters[end].char)
        if not between:
            kept.extend(letters[place:end])
            gap = 0
        if end < len(letters):
            one = letters[end]
            kept.append(one._replace(gap=one.gap | gap))
        place = end + 1
    return kept


def _composed(letters: list[_Letter], loosely: bool) -> list[_Letter]:
    """Jamo put together as an input method would: ㅅㅣㅂㅏㄹ is 시발."""
    made: list[_Letter] = []
    if all(is_syllable(one.char) for one in letters):
        return letters
    for place, one in enumerate(letters):
        char, last = one.char, made[-1] if made else None
        following = letters[place + 1] if place + 1 < len(letters) else None
        if last and char in VOWELS and (lead := LOOKS_LIKE_LEAD.get(last.char, last.char)) in LEADS:
            made[-1] = _Letter(_syllable(lead, char), last.start, one.end, last.gap, is_made=True)
        elif last and char[0] == "`" and _is_open(last.char):
            made[-1] = _Letter(_closed(last.char, char[1]), last.start, one.end, last.gap, last.is_made)
        elif last and _is_tail(last, one, following, loosely):
            made[-1] = _Letter(_closed(last.char, char), last.start, one.end, last.gap, last.is_made)
        elif loosely and last and not one.gap and char in VOWELS and _is_open(last.char) and _vowel(last.char) == char:
            made[-1] = last._replace(end=one.end)  # 시ㅣ발
        else:
            made.append(_Letter(char[-1], one.start, one.end, one.gap))
    return made


def _is_tail(last: _Letter, one: _Letter, following: _Letter | None, loosely: bool) -> bool:
    """Whether a consonant ends the open syllable before it: never where a vowel follows, which it then begins."""
    if one.char not in TAILS[1:] or not _is_open(last.char) or one.char in LAUGHTER:
        return False
    if last.is_made:
        return following is None or following.char not in VOWELS
    return loosely and not one.gap and (following is None or not "ㄱ" <= following.char <= "ㅣ")


def _syllable(lead: str, vowel: str) -> str:
    return chr(0xAC00 + (LEADS.index(lead) * 21 + VOWELS.index(vowel)) * 28)


def _is_open(char: str) -> bool:
    return is_syllable(char) and (ord(char) - 0xAC00) % 28 == 0


def _closed(char: str, tail: str) -> str:
    return chr(ord(char) + TAILS.index(tail))


def _vowel(char: str) -> str:
    return VOWELS[(ord(char) - 0xAC00) // 28 % 21]
