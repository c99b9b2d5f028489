"""Text that people type: what is folded, what is refused. Facts and choices are in docs/decisions/0006-unicode.md."""

import re
import unicodedata

# What Unicode calls Default_Ignorable_Code_Point (DerivedCoreProperties.txt), assigned or not, and beside it the marks of annotations and a blank of Braille.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean_line(text: str) -> str:
    """One line as it is stored: NFC, nothing invisible, single spaces. For names, handles, titles."""
    text = CONTROL.sub("", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(text.split())


def fold(text: str) -> str:
    """The form two spellings are compared by: NFKC, case folded, nothing invisible (UAX #15, Unicode 3.13 caseless matching)."""
    folded = unicodedata.normalize("NFKC", clean_line(text)).casefold()
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", folded))


def row_number(text: str) -> int:
    """The number of a row as it stands in an address or a form; 0, which no row has, for anything that cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
