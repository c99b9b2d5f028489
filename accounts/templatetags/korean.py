"""Filters for text in Korean, and for what must read well in both languages."""

from datetime import datetime, tzinfo
from functools import lru_cache
from html import escape
from typing import cast

from django import template
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts import korean

register = template.Library()


@register.filter
def josa(word: object, pair: str) -> str:
    """`{{ name|josa:"을/를" }}` gives the word and the particle that follows it; in another language than Korean, the word."""
    if not (get_language() or "ko").startswith("ko"):
        return str(word)
    return f"{word}{korean.josa(str(word), pair)}"


@register.filter
def joined(text: object) -> SafeString:
    """Keeps a closing quotation mark and the particle after it on one line, with a word joiner (U+2060) put in at display time only."""
    return SafeString(korean.joined(conditional_escape(cast(str, text))))


@register.filter
def moment(when: datetime | None) -> SafeString:
    """A `<time>` with the absolute time; the site's script makes it relative, so that one rendering serves for as long as it is kept."""
    return SafeString("" if when is None else moment_in(when, get_language()))


def moment_in(when: datetime, language: str | None) -> str:
    """The same in HTML, for those who know which language is active."""
    return _to_the_second(when.replace(microsecond=0), timezone.get_current_timezone(), language)


@lru_cache(8192)
def _to_the_second(when: datetime, zone: tzinfo, language: str | None) -> str:
    """As the active language writes it, which is `language`: a page has fifty of them, and formatting takes long."""
    local = when.astimezone(zone)
    shown = escape(formats.date_format(local, "DATETIME_FORMAT"))
    return f'<time datetime="{local.isoformat()}" data-ago>{shown}</time>'


@register.filter
def until(when: datetime | None) -> SafeString:
    """A `<time>` with day and minute in Seoul, of something that is to come: it stays as it is."""
    if when is None:
        return SafeString("")
    local = timezone.localtime(when)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), formats.date_format(local, "DATETIME_FORMAT"))


@register.filter
def day(when: datetime | None) -> SafeString:
    """A `<time>` with the day, in Seoul."""
    if when is None:
        return SafeString("")
    local = timezone.localtime(when)
    return format_html('<time datetime="{}">{}</time>', local.date().isoformat(), formats.date_format(local, "DATE_FORMAT"))


@register.filter
def number(value: object) -> str:
    """1204 as 1,204, in either language."""
    return f"{value:,}" if isinstance(value, int) else str(value)
