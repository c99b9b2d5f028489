"""What is screened: a text, and what is known of who says it and where. Each thing is worked out once, by the first step that asks."""

from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from comments.models import Discussion
from comments.record import Record
from comments.rendering import shown

from .rules import Rules, rules_of
from .wordlist import Hit


@dataclass
class Said:
    source: str
    author: User
    record: Record
    discussion: Discussion
    changed: int | None = None  # the comment whose text this replaces

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.record.stamp)

    @cached_property
    def readings(self) -> list[tuple[str, list[Hit]]]:
        """The text as it was typed and, where its markup makes another of it, as readers see it; each with the words that were found."""
        texts = dict.fromkeys([self.source, shown(self.source)])
        return [(text, self.rules.words.hits(text)) for text in texts]

    @property
    def hits(self) -> list[Hit]:
        return [hit for _text, hits in self.readings for hit in hits]
