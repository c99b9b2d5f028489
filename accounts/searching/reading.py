"""How the morphemes of a question become the words that are asked for."""

import re
from collections.abc import Callable, Sequence
from itertools import product

from .folding import is_open, token_of
from .nouns import BY_THEMSELVES, MOST_JOINED, PART, Morpheme, is_noun, runs
from .particles import PARTICLES, stem_of
from .words import Word

VERBS = {"VV", "VA", "VX"}
MAKES_VERB = {"XSV", "XSA"}
LATIN = {"SL", "SH", "SN"}  # and Chinese characters, and digits: the tags of signs that are words
# Verbs and adverbs that say little: left out of a word that has anything else to ask for.
AUXILIARY = {"하", "되", "있", "없", "이", "주", "보", "지", "가", "오", "버리", "내", "놓", "두", "않", "말", "못하", "싶", "같"}
# 머코(Mercor), 변호사(辯護士): the same in another script.
IN_BRACKETS = re.compile(r"(?<=\w)\(([^()가-힣]+)\)")
GLOSS = re.compile("\x01")
CLOSE = 3.0  # how much less likely another reading of an inflected word may be, in logarithms, to be asked for as well
MOST_READINGS = 8
# Around words that are asked for together anyway, and before the name of a member.
SIGNS = re.compile(r"""["‘“”«»‹›「」『』〈〉《》]+|(?<![A-Za-z])['’]|['’](?![A-Za-z])|(?<!\S)@""")
L, S = 8, 19  # of the final consonants, the ㄹ and the ㅅ
UNCONTRACTED = {"어", "었", "아", "았"}

Read = Callable[[str], Sequence[Morpheme]]
Readings = Callable[[str], Sequence[tuple[Sequence[Morpheme], float]]]
Choices = list[tuple[str, ...]]  # each of them the tokens of one reading


class Reader:
    """`read` gives the likeliest morphemes of a text; `readings` several, each with the logarithm of its likelihood."""

    def __init__(self, read: Read, readings: Readings) -> None:
        self._read, self._readings = read, readings

    def words(self, text: str) -> list[Word]:
        typed = [GLOSS.split(word) for word in _glossed(SIGNS.sub(" ", text)).split()]
        beside = self._beside_each_other([word for word, *_glosses in typed])
        words = [self._word(word, glosses, read) for (word, *glosses), read in zip(typed, beside, strict=True)]
        return [word for word in words if word.readings]

    def _beside_each_other(self, typed: Sequence[str]) -> list[Sequence[Morpheme]]:
        """Each as it is read where it stands, for whoever copies a title: 법 in 법과 정의, which by itself is 법과. Nothing of a word that is alone."""
        if len(typed) < 2:
            return [()] * len(typed)
        read, end = self._read(" ".join(typed)), -1
        found: list[Sequence[Morpheme]] = []
        for word in typed:
            start, end = end + 1, end + 1 + len(word)
            found.append([one._replace(start=one.start - start, end=one.end - start) for one in read if start <= one.start < end])
        return found

    def _word(self, typed: str, glosses: Sequence[str], beside: Sequence[Morpheme]) -> Word:
        if (typed in PARTICLES and len(typed) == 1) or (beside and _says_nothing(beside)):
            return Word(())
        read = self._without_s(typed) or self._read(typed)
        choices = [*self._choices(typed, read), *(choice for gloss in glosses for choice in of_morphemes(self._read(gloss)))]
        choices += of_morphemes(beside) if beside else []
        nouns = [run for run in runs(read) if run[0].start == 0]
        noun = token_of("".join(one.form for one in nouns[0])) if nouns else ""
        return Word(tuple(dict.fromkeys(choices))[:MOST_READINGS], noun, bool(noun) and nouns[0][-1].end == len(typed))

    def _choices(self, typed: str, read: Sequence[Morpheme]) -> Choices:
        verb = self._as_verb(typed)
        if verb and not (is_noun(read[0]) and read[0].end == len(typed)):
            return [(verb,), *(of_morphemes(read) if any(one.tag in MAKES_VERB for one in read) else [])]
        choices = of_morphemes(read)
        if any(one.tag in VERBS for one in read) and not self._without_s(typed):  # 들었다 is of 들다 and of 듣다
            choices += [choice for other in self._others(typed) for choice in of_morphemes(other)]
        if all(one.tag[0] in "JES" and one.tag not in LATIN for one in read):  # particles, endings, signs
            return []
        choices += [(verb,) for verb in [self._without_l(typed, read)] if verb]
        stem = token_of(stem_of(typed))
        return choices + [(stem,)] * (len(stem) > 1)  # names that are taken to pieces are found whole all the same

    def _as_verb(self, typed: str) -> str:
        """The verb whose dictionary form was typed: 고치다, which is read as a noun and an adverb."""
        if len(typed) < 2 or not typed.endswith("다"):
            return ""
        read = [(one.form, one.tag) for one in self._read(typed[:-1] + "고")]
        is_verb = len(read) == 2 and read[0][0] == typed[:-1] and read[0][1] in VERBS and read[1] == ("고", "EC")
        return typed if is_verb else ""

    def _without_s(self, typed: str) -> Sequence[Morpheme]:
        """지었다 is of 짓다: of 지다 it would be 졌다. A stem that has lost its ㅅ is not drawn together with what follows, any other is. Else nothing."""
        verb = next((one for one in self._read(typed) if one.tag in VERBS), None)
        if verb is None or not is_open(verb.form[-1]) or typed[verb.end : verb.end + 1] not in UNCONTRACTED:
            return ()
        stem = verb.form[:-1] + chr(ord(verb.form[-1]) + S)
        return next((other for other, _likelihood in self._readings(typed) if any(one.form == stem for one in other)), ())

    def _without_l(self, typed: str, read: Sequence[Morpheme]) -> str:
        """여는 is of 열다, too: a stem loses its ㄹ before ㄴ, and what is left may also be a noun. Else nothing."""
        if len(typed) != 2 or typed[1] != "는" or not is_open(typed[0]) or not is_noun(read[0]) or read[0].tag == "NP":
            return ""
        return self._as_verb(f"{chr(ord(typed[0]) + L)}다")

    def _others(self, typed: str) -> list[Sequence[Morpheme]]:
        (_best, likeliest), *others = self._readings(typed)
        return [read for read, likelihood in others if likeliest - likelihood < CLOSE]


def _says_nothing(word: Sequence[Morpheme]) -> bool:
    """An auxiliary verb that stands by itself, with its endings: 않은 of 들이지 않은. No text is found by it where it is one."""
    told = [one for one in word if one.tag[0] not in "EJ"]
    if [one.form for one in told] == ["못", "하"]:  # 못했다, which is read as two
        return True
    return bool(told) and all(one.tag == "VX" and one.form in AUXILIARY for one in told)


def of_morphemes(read: Sequence[Morpheme]) -> Choices:
    """What is to be looked for, by each of the ways in which nouns may stand in the index."""
    asked: list[Choices] = [_of_nouns(run, _next(read, run[-1])) for run in runs(read)]
    verbs = [one.form for one in read if one.tag in VERBS]
    telling = [form for form in verbs if form not in AUXILIARY] or (verbs if not any(asked) else [])
    asked += [[(f"{form}다",)] for form in telling]
    asked = [one for one in asked if one] or [[(one.form,)] for one in read if one.tag == "MAG"]
    return [tuple(token for tokens in chosen for token in tokens) for chosen in product(*asked)][:MOST_READINGS] if asked else []


def _next(read: Sequence[Morpheme], last: Morpheme) -> str:
    return next((one.tag for one in read if one.start >= last.end), "")


def _of_nouns(run: Sequence[Morpheme], next_tag: str) -> Choices:
    if len(run) > MOST_JOINED:
        return [tuple(token_of("".join(one.form for one in run[at : at + MOST_JOINED])) for at in range(0, len(run), MOST_JOINED))]
    token = token_of("".join(one.form for one in run))
    if not token or not any(one.tag in BY_THEMSELVES for one in run):
        return []
    return [(token,)] if next_tag in MAKES_VERB else [(token,), (token + PART,)]


def _glossed(text: str) -> str:
    return IN_BRACKETS.sub(lambda match: "\x01" + "".join(match.group(1).split()), text)
