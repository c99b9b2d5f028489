"""The lines of a queue, of which a page has twenty-five: a template for each shape, filled in (docs/decisions/0011)."""

from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.template.loader import get_template
from django.utils.safestring import SafeString

from accounts.standing import Standing
from accounts.stencil import NUMBERS, StandIn, Stencil, mark
from comments.models import Comment, Handling

from .queues import Item

EXCERPT = 140  # characters
BETWEEN = "\x1f"  # the separator of units: nobody writes it, and escaping leaves it


class Shape(NamedTuple):
    """Two lines of one shape differ only in what is filled in."""

    language: str
    tab: str
    is_current: bool
    may_be_chosen: bool
    has_profession: bool
    is_verified: bool
    has_text: bool
    has_hand: bool


def draw(item: Item, tab: str, query: str, *, language: str, chosen: str, hand: Handling | None, current: Comment | None) -> SafeString:
    """One line, in the language that is active, which is `language`. `query` narrows the queue, `chosen` is what a form sends to decide on it among others, "" where it cannot."""
    comment, worn = item.comment, item.comment.worn
    shape = Shape(
        language=language,
        tab=tab,
        is_current=current is not None and comment.pk == current.pk,
        may_be_chosen=bool(chosen),
        has_profession=worn.profession is not None,
        is_verified=worn.verified,
        has_text=bool(comment.source),
        has_hand=hand is not None,
    )
    words: dict[str, object] = {
        "query": query,
        "chosen": chosen,
        "name": comment.author.shown_name,
        "excerpt": excerpt(comment.source),
        "why": item.why,
        "hand": hand.moderator.shown_name if hand else "",
        "level": item.age.level,
        "age": item.age.text,
    }
    if worn.profession:
        words |= {"profession": worn.profession.label, "field": worn.profession.field, "seal": worn.profession.seal}
    return SafeString(_stencil(shape).fill({"pk": comment.pk, **escaped(words)}))


def escaped(words: dict[str, object]) -> dict[str, str]:
    """All in one go: escaping each by itself took longer than everything else about a line."""
    return dict(zip(words, escape(BETWEEN.join(str(word).replace(BETWEEN, "") for word in words.values())).split(BETWEEN), strict=True))


def excerpt(text: str) -> str:
    """Django's own truncating looks at every letter, which for twenty-five lines takes longer than drawing them."""
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1].rstrip()}…"


@lru_cache(512)
def _stencil(shape: Shape) -> Stencil:
    """In the language that is active, which the shape names."""
    profession = StandIn(label=mark("profession"), field=mark("field"), seal=mark("seal")) if shape.has_profession else None
    names = ("query", "name", "excerpt", "why", "hand", "level", "age")
    context = {
        **shape._asdict(),
        **{name: mark(name) for name in names},
        "number": NUMBERS["pk"],
        "chosen": mark("chosen") if shape.may_be_chosen else "",
        "worn": Standing(profession, StandIn() if shape.is_verified else None),  # type: ignore[arg-type]
    }
    return Stencil(get_template("comments/desk/includes/item.html").render(context))
