"""Addresses of pages of lists."""

from django import template
from django.core.paginator import Page

register = template.Library()


@register.simple_tag
def paged(address: str, rows: Page | None, parameter: str = "page") -> str:
    """The address of the page that is shown: without a number for the first."""
    return f"{address}?{parameter}={rows.number}" if rows is not None and rows.number > 1 else address
