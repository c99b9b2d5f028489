"""What each page of the desk has in common."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.templatetags.korean import number
from comments.desk.counts import counts_of
from comments.desk.queues import MOST
from comments.desk.tabs import TABS, Tab

register = template.Library()


@register.simple_tag
def kept(name: str, **given: Hashable) -> SafeString:
    """An include that sees nothing but what it is given, and so is the same each time: drawn once in each language. Never with a token."""
    return _kept(get_language(), name, tuple(given.items()))


@lru_cache(256)
def _kept(_language: str | None, name: str, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return SafeString(get_template(name).render(dict(given)))


@register.simple_tag(takes_context=True)
def desk_tabs(context: Context, current: str) -> SafeString:
    """Links to the pages of the desk, each with how much lies there for this moderator, where that says something."""
    user, language = context["request"].user, get_language()
    counts = counts_of(user)
    tabs = [tab for tab in TABS if not tab.right or user.has_perm(tab.right)]
    return SafeString("".join(_link(language, tab, tab.key == current, counts.get(tab.key)) for tab in tabs))


@lru_cache(2 * MOST)
def _link(_language: str | None, tab: Tab, is_current: bool, total: int | None) -> SafeString:
    """In the language that is active, which is `_language`."""
    mark = SafeString(' aria-current="true"' if is_current else "")
    return format_html('<a href="{}"{}>{}{}</a>', tab.url, mark, tab.label, _count(total))


def _count(total: int | None) -> SafeString:
    if total is None:
        return SafeString("")
    return format_html(" <b>{}{}</b>", number(total), "+" if total == MOST else "")
