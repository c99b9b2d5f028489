"""Where in a text the words of a question may stand, by their letters alone: what is then worth analysing."""

import re
from functools import lru_cache

from .folding import DECIMAL, FINALS, FIRST_SYLLABLE, is_syllable
from .nouns import PART

VOWELS = 21
# What a stem's last vowel becomes before an ending: 쓰 and 썼, 치 and 쳐, 보 and 봐, 두 and 둬, 되 and 돼, 하 and 해.
CHANGED = {18: (0, 4), 20: (6,), 8: (9,), 13: (14,), 11: (10,), 0: (1,)}
# Its final consonants: those that endings bring (간, 갈, 감, 갑, 갔), and what becomes of ㄹ (만든) and of ㅎ (파란, 파래).
NONE, N, D, L, LM, M, B, S, SS, H = 0, 4, 7, 8, 10, 16, 17, 19, 20, 27
FINAL = {NONE: (NONE, N, L, M, B, SS), L: (L, NONE, N, LM, B), H: (H, NONE, N, L, SS)}
# What becomes of ㄷ (들어), ㅂ (도와) and ㅅ (지어) before some endings, and how these begin: without them 지 stands nearly everywhere.
BEFORE = {D: (L, "어었으은을음아았"), B: (NONE, "와왔우운울움워웠"), S: (NONE, "어었으은을음아았")}
OPENED = (0, 2, 4, 6)  # ㅏ, ㅑ, ㅓ, ㅕ, which with ㅎ and an ending become ㅐ, ㅒ, ㅔ, ㅖ: 파래, 하얘
REU = "르"  # 부르다, 불러


@lru_cache(1_000)
def pattern(tokens: frozenset[str]) -> "re.Pattern[str] | None":
    """Finds, in lower case, each place where one of `tokens` may stand; the name of the group says nothing."""
    ways = sorted({_way(token.removesuffix(PART)) for token in tokens}, key=len, reverse=True)
    return re.compile("|".join(way for way in ways if way), re.IGNORECASE) if any(ways) else None


def _way(token: str) -> str:
    if len(token) > 1 and token.endswith("다"):
        return f"{re.escape(token)}|{_of_stem(token[:-1])}"
    if len(token) > 2 and all(map(is_syllable, token)):
        return r"\s?".join(token)  # 노동 시장 for 노동시장
    if any(map(str.isdigit, token)):
        return r"\.".join(r"[\W_]{0,2}".join(map(re.escape, part)) for part in token.split(DECIMAL))
    return re.escape(token)


def _of_stem(stem: str) -> str:
    before, last = stem[:-1], stem[-1]
    if not is_syllable(last):
        return re.escape(stem)
    ways = [f"{re.escape(before)}[{_kin(last)}]"]
    final = (ord(last) - FIRST_SYLLABLE) % FINALS
    if final in BEFORE:
        becomes, endings = BEFORE[final]
        ways.append(f"{re.escape(before)}{chr(ord(last) - final + becomes)}(?=[{endings}])")
    if last == REU and before and is_syllable(before[-1]) and not (ord(before[-1]) - FIRST_SYLLABLE) % FINALS:
        ways.append(f"{re.escape(before[:-1])}{chr(ord(before[-1]) + L)}[러라렀랐]")
    return "|".join(ways)


def _kin(syllable: str) -> str:
    """All syllables that the last of a verb's stem may become before an ending."""
    rest, final = divmod(ord(syllable) - FIRST_SYLLABLE, FINALS)
    first, vowel = divmod(rest, VOWELS)
    finals = FINAL.get(final, (final,))
    vowels = (vowel, *CHANGED.get(vowel, ())) if final == NONE else (vowel, vowel + 1) if final == H and vowel in OPENED else (vowel,)
    return "".join(chr(FIRST_SYLLABLE + (first * VOWELS + one) * FINALS + other) for one in vowels for other in finals)
