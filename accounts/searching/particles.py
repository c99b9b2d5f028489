"""Particles after a noun, by their letters alone: what can be said of a word without a dictionary."""

from functools import cache

# Longest first within what can follow one another: 에서는 is 에서 and 는.
CASES = (
    "으로부터", "에게서", "한테서", "께서", "에서", "에게", "한테", "으로", "로서", "로써", "으로서", "으로써", "이라고", "라고", "처럼", "보다",
    "까지", "부터", "마다", "조차", "마저", "밖에", "이나", "이란", "이라", "하고", "같이", "대로", "만큼", "뿐", "께", "더러", "보고",
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "만", "로", "랑", "이랑", "란", "나", "야", "요",
)  # fmt: skip
PLURAL = ("들",)
LONGEST = max(map(len, CASES))
PARTICLES = frozenset(CASES)
# After a syllable that ends in a consonant, and after one that ends in a vowel, only these stand.
AFTER_CONSONANT = frozenset("은이을과") | {"으로", "이나", "이란", "이라", "이라고", "이랑", "으로부터", "으로서", "으로써"}
AFTER_VOWEL = frozenset("는가를와") | {"로서", "로써", "란", "나", "랑", "라고", "야"}
RIEUL = 8  # the number of the final consonant ㄹ, after which 로 stands, too


def stem_of(word: str) -> str:
    """`word` without the particles at its end, and without 들. At least two syllables are left."""
    stem = word
    for _round in range(3):
        shorter = _without_one(stem)
        if shorter == stem:
            break
        stem = shorter
    return stem.removesuffix("들") if len(stem) > 2 else stem


def is_particles(word: str) -> bool:
    """Whether nothing but particles is in `word`."""
    return bool(word) and any(
        word[:length] in PARTICLES and (len(word) == length or is_particles(word[length:])) for length in range(1, LONGEST + 1)
    )


@cache
def _without_one(word: str) -> str:
    for length in range(min(LONGEST, len(word) - 2), 0, -1):
        ending, before = word[-length:], word[-length - 1]
        if ending in PARTICLES and _fits(ending, before):
            return word[:-length]
    return word


def _fits(particle: str, before: str) -> bool:
    if not "가" <= before <= "힣":
        return True
    final = (ord(before) - ord("가")) % 28
    if particle == "로":
        return final in (0, RIEUL)
    return not (final == 0 and particle in AFTER_CONSONANT) and not (final and particle in AFTER_VOWEL)
