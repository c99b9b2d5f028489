"""What nouns are found by: themselves, what they are joined to, and what they were made of."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .folding import token_of
from .words import Span

LONGEST_APART = 8  # syllables of a noun that is looked at for its parts
MOST_JOINED = 5  # parts of a joined noun that are taken together
PART = "ᚢ"  # after what is only a part of a dictionary's word: 변호 of 변호사. Who asks for 변호 means it, who asks for 변호하다 does not
# Syllables that make a noun of another: 변호-사, 소방-관, 계약-서, 전세-난; and 총-파업, 여-의사. What is left is a word of its own.
MAKERS = frozenset(
    "가감값계공과관광교구국군권금기길꾼난단당대도동력록론료류률율망문물민방범법병복부비사상생서석선설성세소수시식실"
    "액약양업역용원인일자장적전점제조죄증지직진집차책처청체촌층탑파판표품학함항형화회"
)
BEFORE = frozenset("고남대무반부비신여재저준초총최친탈")


class Morpheme(NamedTuple):
    """A morpheme and its place in the text. `tag` is Kiwi's, without the kind of a verb's irregularity."""

    form: str
    tag: str
    start: int
    end: int


Read = Callable[[str], Sequence[Morpheme]]
PIECES = {"NNG", "NNP", "XPN", "XSN", "MM"}

NOUNS = {"NNG", "NNP", "NNB", "NR", "NP", "XR", "SL", "SH", "SN", "XSN", "XPN", "MM"}  # what stands together as one noun
BY_THEMSELVES = NOUNS - {"XSN", "XPN", "MM"}
PLURAL = {"들", "님"}


def is_noun(morpheme: Morpheme) -> bool:
    return morpheme.tag in NOUNS and not (morpheme.tag == "XSN" and morpheme.form in PLURAL)


def runs(morphemes: Sequence[Morpheme]) -> Iterator[list[Morpheme]]:
    """Nouns that stand side by side, with nothing between them but a space, or a hyphen as in GPT-4."""
    run: list[Morpheme] = []
    for one in morphemes:
        if one.tag == "SO" and run and one.start == run[-1].end:
            continue
        if run and not (is_noun(one) and _belongs(run[-1], one)):
            yield run
            run = []
        if is_noun(one):
            run.append(one)
    if run:
        yield run


def _belongs(before: Morpheme, after: Morpheme) -> bool:
    """Whether the two may be one word. Over a space Latin words never are, nor 한 of 한 사람."""
    apart = after.start - before.end
    return apart <= 0 or (apart == 1 and before.tag != "MM" and not (before.tag == after.tag == "SL"))


def joined(run: Sequence[Morpheme]) -> Iterator[Span]:
    """The tokens of nouns that stand side by side, with a space between them or without: 노동, 시장 and 노동시장."""
    for first in range(len(run)):
        for last in range(first + 1, min(first + MOST_JOINED, len(run))):
            token = token_of("".join(one.form for one in run[first : last + 1]))
            yield Span(token, run[first].start, run[last].end)


def joined_to_parts(run: Sequence[Morpheme], parts_of: Callable[[Morpheme], Sequence[Span]]) -> Iterator[Span]:
    """공공의료 of 공공 의료원, 연금공단 of 국민연금 공단: what stands beside a noun may belong to a part of it."""
    if not 1 < len(run) <= MOST_JOINED:
        return
    first, last = run[0], run[-1]
    before, after = ("".join(one.form for one in some) for some in (run[:-1], run[1:]))
    for part in parts_of(last):
        if part.start == last.start:
            yield Span(token_of(before + part.token.removesuffix(PART)) + PART, first.start, part.end)
    for part in parts_of(first):
        if part.end == first.end:
            yield Span(token_of(part.token.removesuffix(PART) + after) + PART, part.start, last.end)


def mixed(morphemes: Sequence[Morpheme]) -> Iterator[Span]:
    """Words in which a noun follows something else without a space, whole: so names come out (하은별) that the dictionary does not have."""
    word: list[Morpheme] = []
    for one in [*morphemes, Morpheme("", "SP", -1, -1)]:
        if word and one.start != word[-1].end and not word[-1].start <= one.start < word[-1].end:
            yield from _mixed_word(word)
            word = []
        word.append(one)


def _mixed_word(word: Sequence[Morpheme]) -> Iterator[Span]:
    nouns = [place for place, one in enumerate(word) if is_noun(one)]
    if nouns and any(not is_noun(one) and one.tag[0] not in "JS" for one in word[: nouns[-1]]):
        start, end = word[0].start, word[nouns[-1]].end
        yield Span("", start, end)  # whose letters are those of the text


def parts(noun: Morpheme, read: Read, read_apart: Read) -> list[Span]:
    """What a noun that the dictionary knows as one word is made of: 국민연금 of 국민 and 연금, 변호사 of 변호 and 사.

    `read_apart` reads a word as if the dictionary did not have it.
    """
    form = noun.form
    if not 3 <= len(form) <= LONGEST_APART:
        return []
    pieces = read_apart(form)
    if len(pieces) == 1:  # the dictionary does not have it: what it may be made of would be a guess
        return []
    if all(len(piece.form) > 1 and _is_piece(piece, form) for piece in pieces):  # also those that stand together: 고등법원 of 부산고등법원
        spans = ((first, last) for first in range(len(pieces)) for last in range(first, len(pieces)))
        return [_part(noun, pieces[first].start, pieces[last].end) for first, last in spans if last - first < len(pieces) - 1]
    if len(pieces) == 2 and _is_piece(pieces[1], form) and (pieces[0].form in BEFORE or len(pieces[1].form) > 2):
        return [_part(noun, 1, len(form))]
    if form[-1] in MAKERS and (len(form) == 3 or _is_piece(pieces[0], form)) and _is_one_noun(form[:-1], read):
        return [_part(noun, 0, len(form) - 1)]
    return []


def _is_piece(piece: Morpheme, form: str) -> bool:
    return piece.tag in PIECES and form[piece.start : piece.end] == piece.form


def _is_one_noun(form: str, read: Read) -> bool:
    morphemes = read(form)
    return len(morphemes) == 1 and morphemes[0].tag in {"NNG", "NNP"}


def _part(noun: Morpheme, start: int, end: int) -> Span:
    return Span(noun.form[start:end] + PART, noun.start + start, noun.start + end)
