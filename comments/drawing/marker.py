"""The marker beside a paragraph, of which a column has dozens."""

from functools import lru_cache
from html import escape
from urllib.parse import quote

from django.template.loader import get_template
from django.utils.http import RFC3986_SUBDELIMS
from django.utils.translation import get_language

from accounts.stencil import NUMBERS, StandIn, Stencil, mark
from accounts.templatetags.korean import number
from comments.passages import Mark


def draw_mark(marker: Mark, page_id: int) -> str:
    """With the address of the comments on its paragraph of that page."""
    stencil = _stencil(get_language(), min(marker.count, 2))
    drawn = {"height": marker.height, "drawn": marker.drawn} if marker.count else {}
    return stencil.fill({"pk": page_id, "in_address": _quoted(marker.block), "count": number(marker.count), "more": marker.count, **drawn})


def _quoted(block: str) -> str:
    """As Django writes it in an address, in an attribute: an import may have made ids of anything."""
    return escape(quote(block, safe=RFC3986_SUBDELIMS + "/~:@"))


@lru_cache(16)
def _stencil(language: str | None, count: int) -> Stencil:
    """`count` is 0, 1, or 2 for any number above: as many as there are plurals."""
    stand_in = StandIn(
        block=NUMBERS["in_address"], height=mark("height"), drawn=mark("drawn"), count=count if count < 2 else NUMBERS["more"]
    )
    context = {"mark": stand_in, "page_id": NUMBERS["pk"], "shown": mark("count")}
    return Stencil(get_template("comments/includes/mark.html").render(context))
