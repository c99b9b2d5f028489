"""Lists come in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(rows: Any, request: HttpRequest, size: int, parameter: str = "page") -> Page:
    """The page that `?page=` asks for: the first for what is no number, the last for what is too high."""
    return Paginator(rows, size).get_page(request.GET.get(parameter))
