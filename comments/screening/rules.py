"""What moderators have set, as each process remembers it until the stamp says that it has changed."""

from dataclasses import dataclass, field

from comments.models import ScreenedWord, Screening

from .wordlist import WordList


@dataclass(frozen=True)
class Rules:
    stamp: str = ""
    holds_everything: bool = False
    words: WordList = field(default_factory=WordList)

    @classmethod
    def load(cls) -> "Rules":
        """The stamp is read before the words: they may be newer than it says, and are then read once more, but never older."""
        row = Screening.objects.filter(pk=1).first()
        if row is None:
            return cls()
        return cls(row.stamp, row.holds_everything, WordList.of(ScreenedWord.objects.values_list("text", "kind", "folded").iterator(5000)))


_remembered = Rules()


def rules_of(stamp: str) -> Rules:
    """`stamp` as it was read with the comment's author, a moment ago."""
    global _remembered
    if _remembered.stamp != stamp:
        _remembered = Rules.load()
    return _remembered
