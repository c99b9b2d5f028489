"""Paragraphs and what is said about them: the line above a comment, and the marker beside a paragraph."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.prepared import Prepared
from comments.models import Discussion, Passage, PassageTally

OPENING = re.compile(r"<\w+[^>]*>")
HEIGHTS = ((24, "h4"), (16, "h3"), (8, "h2"), (0, "h1"))  # from so many comments on, the marker's class


@dataclass(frozen=True)
class Anchor:
    """What a comment is about, seen from the column as it reads today."""

    passage: Passage
    number: int | None  # the paragraph's place in the column, from one; None where it is no longer there
    has_changed: bool  # whether it reads otherwise than when the comment was written


class Paragraphs:
    """The paragraphs of a page as it is published now, by the id of their block."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.numbers = {block: number for number, block in enumerate(texts, start=1)}

    def anchor(self, passage: Passage) -> Anchor:
        now = self.texts.get(passage.block)
        return Anchor(passage, self.numbers.get(passage.block), now is not None and now != passage.text)


@dataclass(frozen=True)
class Mark:
    """The marker beside a paragraph: how many comments, and the stitches of its thread, each a dye's class and a number, largest first."""

    block: str
    stitches: list[tuple[str, int]]

    @cached_property
    def count(self) -> int:
        return sum(count for _css, count in self.stitches)

    @property
    def height(self) -> str:
        return next(css for least, css in HEIGHTS if self.count >= least)

    @property
    def drawn(self) -> SafeString:
        """The rectangles, in percent of the marker's height: classes of ours and numbers, nothing to escape."""
        rects, start = [], 0.0
        for css, count in self.stitches:
            height = 100 * count / self.count
            rects.append(f'<rect class="{css}" y="{start:.2f}%" width="100%" height="{height:.2f}%"/>')
            start += height
        return SafeString("".join(rects))


def _by_block_and_field(discussion: int) -> QuerySet[PassageTally, Any]:
    kept = PassageTally.objects.filter(discussion=discussion, count__gt=0).values("block", field=F("profession__shown_as__field"))
    return kept.annotate(total=Sum("count")).order_by("block", "-total", "field").values_list("block", "field", "total")


_stitches: Prepared[Any] = Prepared(_by_block_and_field, int, by_key=True)


def marks_of(discussion: Discussion) -> dict[str, Mark]:
    """The markers of a discussion, by the id of the block; one query, a row for each paragraph and dye."""
    marks: dict[str, Mark] = {}
    for block, field, count in _stitches(discussion.pk):
        marks.setdefault(block, Mark(block, [])).stitches.append((f"d-{field or 'none'}", count))
    return marks


def with_mark(html: str, block: str, mark: str) -> SafeString:
    """The HTML of a paragraph or a list with `mark` at its end and an id to lead to; `html` and `mark` are safe.

    Where the HTML ends with nothing that could hold the marker, it follows in a paragraph of its own.
    """
    html = html.strip()
    for end in ("</p>", "</li></ul>", "</li></ol>"):
        if html.endswith(end):
            html = f"{html.removesuffix(end)}{mark}{end}"
            break
    else:
        html = f"{html}<p>{mark}</p>"
    opening = OPENING.match(html)
    if opening and " id=" not in opening.group():
        html = f'{opening.group()[:-1]} id="p-{escape(block)}">{html[opening.end() :]}'
    return mark_safe(html)
