"""Stencils: what a template made of marks instead of values, to be filled in as often as wished.

Django's templates stay the one place where the markup stands. A stencil costs one rendering; filling it in costs microseconds. Marks
are only looked for in what a template made of stand-ins, never in what somebody wrote.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

FIRST, LAST = "\ue000", "\ue001"  # of a private use area
MARK = re.compile(f"{FIRST}([a-z_]+){LAST}")
# Where a template wants a number (an address, a plural), one that nothing else is. Ten digits: also an address takes it.
NUMBERS = {name: 9_182_736_451 + place for place, name in enumerate(("pk", "more", "last", "following", "in_address"))}
NUMBER = re.compile("|".join(map(str, NUMBERS.values())))
NAME_OF = {str(number): name for name, number in NUMBERS.items()}


def mark(name: str) -> SafeString:
    """What stands in a template for the value `name`: text that escaping leaves as it is."""
    return SafeString(f"{FIRST}{name}{LAST}")


class StandIn:
    """Anything with these attributes."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


class Stencil:
    """`rendered` is made of marks; the values that it is filled with are HTML."""

    def __init__(self, rendered: str) -> None:
        cut = MARK.sub(r"%(\1)s", rendered.replace("%", "%%"))
        self._cut = NUMBER.sub(lambda found: f"%({NAME_OF[found.group()]})s", cut)

    @classmethod
    def around(cls, rendered: str, name: str) -> "tuple[Stencil, Stencil]":
        """What comes before the one mark `name`, and what comes after it."""
        before, _mark, after = rendered.partition(mark(name))
        return cls(before), cls(after)

    def fill(self, values: Mapping[str, object]) -> str:
        return self._cut % values
