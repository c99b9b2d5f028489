"""Results on the page of a search, and what they can be narrowed by."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from portal.search.asking import Kind
from portal.search.drawing import draw_choice, draw_column, draw_comment
from portal.search.facets import Choice
from portal.search.showing import Card

register = template.Library()


@register.simple_tag(takes_context=True)
def result(context: Context, card: Card) -> SafeString:
    """Columns and comments, of which there are many, are drawn by stencils, the others by a template for each kind."""
    if card.source.kind is Kind.COLUMNS:
        return draw_column(card.row, card.title, card.text, context["request"])
    if card.source.kind is Kind.COMMENTS:
        return draw_comment(card.row, card.standing, card.text, context["request"])
    return SafeString(get_template(f"portal/search/includes/{card.source.kind.value}.html").render({"card": card}))


@register.simple_tag
def choices(facet: Iterable[Choice]) -> SafeString:
    return SafeString("".join(map(draw_choice, facet)))
