"""Professions on pages that are not their own."""

from django import template

from portal import figures

register = template.Library()


@register.simple_tag
def album(most: int) -> figures.Album:
    """Pairs of a field and its `most` professions that most columns concern."""
    return figures.album(most)
