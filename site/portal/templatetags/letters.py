"""How letters are set: styles in their elements, seals as bordered text, paragraphs that fit a screen of text."""

import textwrap
import unicodedata
from html import unescape
from typing import Any

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from accounts.letters import full_url, without_language
from accounts.templatetags.people import UNDISCLOSED_SEAL
from articles.addresses import absolute
from portal.digest.inks import STYLES, seal_style

register = template.Library()
EXCERPT = 280  # characters
WIDTH = 76  # columns of a screen of text; a Hangul syllable takes two


@register.simple_tag
def ink(name: str) -> SafeString:
    """The attributes of an element: a style for mail programs, and the class by which dark screens know it."""
    return format_html('class="{}" style="{}"', name, STYLES[name])


@register.simple_tag
def letter_seal(profession: Any, is_verified: bool = False) -> SafeString:
    field = profession.field if profession else "none"
    said = profession.seal if profession else UNDISCLOSED_SEAL
    classes = f"seal d-{field}{' ok' if is_verified else ''}"
    return format_html('<span class="{}" style="{}" aria-hidden="true">{}</span>', classes, seal_style(field, is_verified), said)


@register.filter
def excerpt(comment: Any) -> str:
    """The beginning of what was said, as one line of plain text."""
    words = " ".join(unescape(strip_tags(comment.html.replace("<", " <"))).split())
    return Truncator(words).chars(EXCERPT)


@register.filter
def address(thing: Any) -> str:
    """With scheme and host, in the active language."""
    return full_url(without_language(thing.get_absolute_url()))


@register.filter
def column_address(column: Any) -> str:
    """The short one, by which a column is known whatever it is called later."""
    return full_url(without_language(column.short_url))


@register.filter
def site_address(path: str) -> str:
    """Of a path that bears its language already."""
    return absolute(path)


@register.filter
def set_in_lines(text: str, indent: int = 0) -> str:
    """Broken into lines between words, each after so many spaces; a word that is too long stays whole."""
    lines: list[str] = []
    for word in str(text).split():
        if lines and _columns(f"{lines[-1]} {word}") <= WIDTH - indent:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return textwrap.indent("\n".join(lines), " " * indent)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
