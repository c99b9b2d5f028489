"""Trying a text: what each step would say of it, and which words it found where. Nothing is stored."""

from dataclasses import dataclass, replace
from functools import cached_property

from accounts.models import User
from comments.folding import foldings
from comments.models import Discussion
from comments.record import Record

from . import MODERATE, STEPS
from .reasons import REASONS, Reason
from .said import Said


@dataclass(frozen=True)
class Outcome:
    reason: Reason
    holds: bool
    decides: bool  # the first that holds


@dataclass(frozen=True)
class Stretch:
    """A part of the text; `words` are the entries that were found in it."""

    text: str
    words: str = ""


class Trial:
    """`member` None: as if a member said it whom everybody knows. `by` is who tries."""

    def __init__(self, source: str, *, by: User, member: User | None = None, discussion: Discussion | None = None) -> None:
        self.member, self.discussion = member, discussion or Discussion()
        record = Record.of(member or by, discussion=discussion)
        if member is None:
            record = replace(record, is_known=True, is_held=False, may_link=True)
        self.said = Said(source, member or User(), record, self.discussion)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        made: list[Outcome] = []
        for step in STEPS:
            why = step(self.said)
            reason = REASONS[why or KEYS.get(step.__name__, step.__name__)]
            made.append(Outcome(reason, bool(why), bool(why) and not any(one.holds for one in made)))
        return made

    @property
    def is_held(self) -> bool:
        return any(one.holds for one in self.outcomes) and not self.is_exempt

    @cached_property
    def is_exempt(self) -> bool:
        return self.member is not None and self.member.has_perm(MODERATE)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The text in parts, those with words marked; words that overlap are in one. As readers see it, where more are found so."""
        text, hits = max(self.said.readings, key=lambda reading: len(reading[1]))
        marks: list[tuple[int, int, list[str]]] = []
        for hit in hits:
            if marks and hit.start < marks[-1][1]:
                start, end, words = marks[-1]
                marks[-1] = start, max(end, hit.end), [*words, hit.text]
            else:
                marks.append((hit.start, hit.end, [hit.text]))
        return _parted(text, marks)

    @cached_property
    def folded(self) -> list[str]:
        return [one.letters for one in foldings(self.said.source)]


KEYS = {"repeats": "repeats_others"}  # a step that has two reasons, where it has none


def _parted(source: str, marks: list[tuple[int, int, list[str]]]) -> list[Stretch]:
    parts: list[Stretch] = []
    at = 0
    for start, end, words in marks:
        parts += [Stretch(source[at:start]), Stretch(source[start:end], ", ".join(dict.fromkeys(words)))]
        at = end
    return [part for part in [*parts, Stretch(source[at:])] if part.text]
