"""Korean particles: which of two forms follows a word depends on how its last syllable ends; and what keeps a particle with its word."""

import re

HANGUL_FIRST, HANGUL_LAST, FINALS = 0xAC00, 0xD7A3, 28
RIEUL = 8  # ㄹ among the 28 finals
# How digits and Latin letters are read in Korean: the final consonant of the reading, "" for none.
DIGIT_FINALS = dict(zip("0123456789", ("ㅇ", "ㄹ", "", "ㅁ", "", "", "ㄱ", "ㄹ", "ㄹ", ""), strict=True))
LETTER_FINALS = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "r": "ㄹ"}  # 엘 엠 엔 알; the other letters end in a vowel
# Inline elements may end between the two: <b>‘초벌’</b>을. Inside a tag (an address) nothing is put in.
CLOSING_THEN_HANGUL = re.compile("([’”」』](?:</(?:a|b|strong|i|em|sup|mark)>)*)(?=[가-힣])(?![^<>]*>)")
WORD_JOINER = "\u2060"
SKIPPED = "\"'’”」』)]}〉》.,!?…·\u2060 "


def final_of(word: str) -> str:
    """The final consonant with which `word` is read: "" for none, "ㄹ" for rieul, anything else for another one."""
    bare = word.rstrip(SKIPPED)
    if word.rstrip().endswith(")") and "(" in bare:  # 머코(Mercor): the particle follows the word, not the gloss
        bare = bare[: bare.rindex("(")].rstrip(SKIPPED) or bare
    last = bare[-1:].casefold()
    if last and HANGUL_FIRST <= ord(last) <= HANGUL_LAST:
        index = (ord(last) - HANGUL_FIRST) % FINALS
        return "" if index == 0 else "ㄹ" if index == RIEUL else "ㄴ"
    return DIGIT_FINALS.get(last) or LETTER_FINALS.get(last, "")


def josa(word: str, pair: str) -> str:
    """The form of a pair such as "을/를", "은/는", "이/가", "과/와", "으로/로" that follows `word`."""
    closed, open_ = pair.split("/")
    final = final_of(word)
    if closed.startswith("으"):
        return open_ if final in ("", "ㄹ") else closed
    return closed if final else open_


def joined(html: str) -> str:
    """Keeps a closing quotation mark and the particle after it on one line, with a word joiner (U+2060)."""
    return CLOSING_THEN_HANGUL.sub(rf"\1{WORD_JOINER}", html)
