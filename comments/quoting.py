"""Quoting a comment in an answer to it: one level deep, so that quotations do not grow with every answer."""

import re

QUOTED = re.compile(r"^\s{0,3}>")
# What may stand before the words of a line: marks of lists and of quotations, in any order.
MARKS = re.compile(r"^(?:\s*(?:(?:[-+*]|\d+[.)])\s+|>\s?))+")


def quoted(source: str) -> str:
    """The comment's own words as a quotation; what it quotes itself is left out, unless it says nothing else."""
    lines = source.split("\n")
    own = [line for line in lines if not QUOTED.match(line)]
    text = "\n".join(_unquoted(line) for line in (own if "".join(own).strip() else lines)).strip("\n")
    return "".join(f"> {line}".rstrip() + "\n" for line in re.sub(r"\n{3,}", "\n\n", text).split("\n")) + "\n"


def _unquoted(line: str) -> str:
    """Words that are quoted inside a list, say, stay as plain words."""
    return MARKS.sub(lambda marks: re.sub(r">\s?", "", marks[0]), line)
