"""The analyser that knows Korean: kiwipiepy's morphemes. Loading takes about a second and 330 MB, so it is done once and late."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from .folding import token_of
from .nouns import BY_THEMSELVES, Morpheme, joined, joined_to_parts, mixed, parts, runs
from .reading import AUXILIARY, VERBS, Reader
from .words import Span, Word

VERSION = 2  # of what is made of the morphemes: here, in `nouns` and in `reading`
GONE = [("여", "NP")]  # what nobody says any more, and takes the place of what is said: 여는 of 열다
WORDS_KEPT = 50_000  # how many words' parts are remembered
# Of short texts what was found is remembered: the words around a match, which are read again with every page on which they stand.
SHORT, TEXTS_KEPT = 100, 5_000


class Kiwi:
    def __init__(self) -> None:
        import kiwipiepy

        self.name = kiwi_name()
        # The dictionaries of whole phrases and of misspellings would take 190 MB more.
        self._kiwi = kiwipiepy.Kiwi(num_workers=1, load_multi_dict=False, load_typo_dict=False)
        self._gone = kiwipiepy.MorphemeSet(self._kiwi, GONE)
        self._kiwi.tokenize("가")  # it makes its model ready at the first text, which takes longer than a reader waits for an answer
        self._parts_of = lru_cache(WORDS_KEPT)(lambda noun: parts(Morpheme(noun, "NNG", 0, len(noun)), self.read, self.apart))
        self._reader = Reader(self.read, self.readings)
        self._spans_of_short = lru_cache(TEXTS_KEPT)(self._spans_of)

    def spans(self, text: str) -> list[Span]:
        return list(self._spans_of_short(text) if len(text) <= SHORT else self._spans_of(text))

    def _spans_of(self, text: str) -> list[Span]:
        morphemes = self.read(text)
        whole = (Span(token_of(text[span.start : span.end]), span.start, span.end) for span in mixed(morphemes))
        return list(dict.fromkeys([*self._spans(morphemes), *whole]))

    def words(self, text: str) -> list[Word]:
        return self._reader.words(text)

    def read(self, text: str) -> list[Morpheme]:
        return [_morpheme(token) for token in self._kiwi.tokenize(text, split_complex=True, blocklist=self._gone)]

    def readings(self, word: str) -> list[tuple[list[Morpheme], float]]:
        """Up to three readings of a word by itself, the likeliest first, each with the logarithm of its likelihood."""
        read = self._kiwi.analyze(word, top_n=3, split_complex=True, blocklist=self._gone)
        return [([_morpheme(token) for token in tokens], likelihood) for tokens, likelihood in read]

    def apart(self, word: str) -> tuple[Morpheme, ...]:
        """A word as it would be read if the dictionary did not have it."""
        return tuple(_morpheme(token) for token in self._kiwi.tokenize(word, blocklist={word}))

    def _spans(self, morphemes: list[Morpheme]) -> Iterator[Span]:
        for place, morpheme in enumerate(morphemes):
            yield from self._verb(morphemes, place) if morpheme.tag in VERBS else self._alone(morpheme)
        for run in runs(morphemes):
            yield from joined(run)
            yield from joined_to_parts(run, self._parts)

    def _verb(self, morphemes: list[Morpheme], place: int) -> Iterator[Span]:
        """Its letters are those with its endings: 가르칩니다."""
        form, tag, start, end = morphemes[place]
        for after in morphemes[place + 1 :]:
            if after.tag[0] != "E" or after.start > end:
                break
            end = after.end
        if tag != "VX" or form not in AUXILIARY:  # 지 of 없어지다 is no 지다
            yield Span(f"{form}다", start, end)

    def _alone(self, morpheme: Morpheme) -> Iterator[Span]:
        form, tag, start, end = morpheme
        if (tag in BY_THEMSELVES or tag == "MAG") and token_of(form):
            yield Span(token_of(form), start, end)
            if tag in {"NNG", "NNP"}:
                yield from self._parts(morpheme)

    def _parts(self, noun: Morpheme) -> list[Span]:
        return [Span(token, noun.start + a, noun.start + b) for token, a, b in self._parts_of(noun.form)]


@lru_cache(1)
def kiwi_name() -> str:
    return f"kiwi {version('kiwipiepy')}/{VERSION}"


def _morpheme(token: Any) -> Morpheme:
    return Morpheme(token.form, token.tag.partition("-")[0], token.start, token.end)
