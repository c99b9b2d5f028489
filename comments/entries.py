"""An entry of the list of words as moderators type it, checked and folded: letters, a space where one is meant, `*` for a few letters."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.text import clean_line
from comments.folding import SPACE, fold

LONGEST = 40  # characters of an entry
STARS = 3  # in one entry: each is a few letters at most, so that nothing a moderator types can take long
ANY = "*"


@dataclass(frozen=True)
class Entry:
    text: str  # as it was typed, cleaned
    folded: str  # letters, with spaces where they are meant, and stars

    @property
    def letters(self) -> str:
        """What tells one entry from another: spaces make no difference."""
        return self.folded.replace(" ", "")


def entry(typed: str, *, is_exception: bool = False) -> Entry:
    """Raises ValidationError, with what is wrong in words."""
    text = clean_line(typed)
    parts = [folded for part in text.split(ANY) if (folded := _spelt(part))]
    made = Entry(text, ANY.join(parts))
    if max(len(text), len(made.letters)) > LONGEST:
        raise ValidationError(_("An entry has %(number)d characters at most.") % {"number": LONGEST})
    if len(made.letters.replace(ANY, "")) < 2:
        raise ValidationError(_("An entry needs two letters at least: one alone would hold nearly everything."))
    if len(parts) - 1 > STARS:
        raise ValidationError(_("An entry has %(number)d stars at most.") % {"number": STARS})
    if is_exception and len(parts) > 1:
        raise ValidationError(_("An exception is written out; it has no stars."))
    return made


def _spelt(part: str) -> str:
    folded = fold(part)
    return "".join(
        (" " if place and gap & SPACE else "") + letter for place, (letter, gap) in enumerate(zip(folded.letters, folded.gaps, strict=True))
    )
