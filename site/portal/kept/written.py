"""What a transaction has written so far, and which scopes that changes."""

from collections.abc import Sequence
from typing import Any

from portal.kept import scopes
from portal.kept.statements import Write
from portal.kept.tables import DISCUSSION, EVERYTHING, LISTS, NOTHING, TABLES, UNKNOWN, Effect


def effect_of(write: Write) -> Effect:
    effect = TABLES.get(write.table, UNKNOWN).effect_of(write.verb, write.columns)
    if DISCUSSION in effect and write.table == "comments_discussion" and write.touches is None:
        return EVERYTHING
    return effect


class Written:
    def __init__(self) -> None:
        self.effect = NOTHING
        self.discussions: set[int] = set()

    def add(self, write: Write, effect: Effect, params: Sequence[Any] | None, *, many: bool) -> None:
        if write.touches is not None:
            discussion = None if many or params is None or len(params) <= write.touches else params[write.touches]
            if isinstance(discussion, int):
                self.discussions.add(discussion)
            else:
                effect |= EVERYTHING
        self.effect |= effect

    def __bool__(self) -> bool:
        return bool(self.effect)

    def scopes(self) -> set[str]:
        """A write to a discussion that nobody touched may be to any of them: then everything has changed."""
        if EVERYTHING in self.effect or (DISCUSSION in self.effect and not self.discussions):
            return {scopes.SITE}
        changed = {scopes.discussion(number) for number in self.discussions} if DISCUSSION in self.effect else set()
        return changed | ({scopes.TALK} if LISTS in self.effect else set())
