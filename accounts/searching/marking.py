"""Extracts of a text around what was found in it, marked as the analyser matched it: 변호사 in 변호사들의, 가르칩니다 for 가르치다.

Analysing a whole column takes too long for a page of results. What may have matched is found by its letters first; only the words around
such places are analysed, those of all texts at one go.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from . import asking, needles
from .folding import Folded
from .question import Question
from .words import Span

MOST_PLACES = 60  # of a text that are looked at for the best extract
MOST_ANALYSED = 8  # places of an extract that are analysed
AROUND = 12  # characters on both sides, that a word is read as it stands
Pieces = list[tuple[str, bool]]
Places = list[tuple[int, int]]


def extract(text: str, question: Question, *, length: int) -> Pieces:
    """Some `length` characters of `text` around what was found, in pieces; of each whether it matched.

    The whole where it is no longer; else … stands where something is left out. White space becomes single spaces.
    """
    return extracts([(text, length)], question)[0]


def extracts(texts: Sequence[tuple[str, int]], question: Question) -> list[Pieces]:
    """The same for many texts, each with its length."""
    windows = [_window(" ".join(unicodedata.normalize("NFC", text).split()), question, length) for text, length in texts]
    snippets = [(number, *snippet) for number, window in enumerate(windows) for snippet in _snippets(window, question)]
    folded = [Folded(windows[number][start:end]) for number, start, end in snippets]
    marked: list[Places] = [[] for _window in windows]
    for (number, start, _end), one, spans in zip(snippets, folded, _read(folded, question), strict=True):
        found = [span for span in spans if span.token in question.tokens]
        marked[number] += [(start + one.place(span.start), start + one.end(span.end)) for span in found]
    return [_pieces(window, places) for window, places in zip(windows, marked, strict=True)]


def _read(folded: Sequence[Folded], question: Question) -> list[list[Span]]:
    texts = [one.text for one in folded]
    try:
        return asking.spans(texts, question.analyser) if texts else []
    except asking.Away:  # then what stands there by its letters is marked
        token = next(iter(question.tokens))
        return [[Span(token, start, end) for start, end in _candidates(text, question)] for text in texts]


def _candidates(text: str, question: Question) -> Places:
    pattern = needles.pattern(question.tokens)
    return [match.span() for match in islice(pattern.finditer(text), MOST_PLACES)] if pattern else []


def _window(text: str, question: Question, length: int) -> str:
    """The part of `text` in which most may have matched, the first of those that are equal; it begins and ends between words."""
    if len(text) <= length:
        return text
    places = _candidates(text, question)
    starts = [max(0, start - length // 4) for start, _end in places] or [0]
    different = [len({text[a:b].casefold() for a, b in places if start <= a and b <= start + length}) for start in starts]
    start = _between_words(text, starts[max(range(len(starts)), key=different.__getitem__)])
    end = text.rfind(" ", start + length // 2, start + length) if start + length < len(text) else len(text)
    return f"{'… ' * bool(start)}{text[start : end if end > 0 else start + length]}{' …' * (start + length < len(text))}"


def _between_words(text: str, place: int) -> int:
    space = text.find(" ", place, place + AROUND * 2) if place else -1
    return space + 1 if space >= 0 else place


def _snippets(window: str, question: Question) -> Iterator[tuple[int, int]]:
    """The words around each place where something may have matched; those that touch are one."""
    last: tuple[int, int] | None = None
    for start, end in _candidates(window, question)[:MOST_ANALYSED]:
        start = window.rfind(" ", 0, max(0, start - AROUND)) + 1
        space = window.find(" ", end + AROUND)
        end = space if space >= 0 else len(window)
        if last and start <= last[1] + 1:
            last = (last[0], max(end, last[1]))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def _pieces(window: str, marked: Places) -> Pieces:
    pieces: Pieces = []
    at = 0
    for start, end in sorted(marked):
        if start < at:  # inside what is marked already, or longer than it
            start = at
        if end > start:
            pieces += [(window[at:start], False), (window[start:end], True)]
            at = end
    return [(piece, is_marked) for piece, is_marked in _joined([*pieces, (window[at:], False)]) if piece]


def _joined(pieces: Pieces) -> Pieces:
    """Neighbours that are both marked become one piece."""
    joined: Pieces = []
    for piece, is_marked in pieces:
        if not piece:
            continue
        if joined and joined[-1][1] == is_marked:
            joined[-1] = (joined[-1][0] + piece, is_marked)
        else:
            joined.append((piece, is_marked))
    return joined
