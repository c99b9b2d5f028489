"""What the pages of an archive are drawn with."""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts import korean

register = template.Library()


@register.filter
def are_rows(value: object) -> bool:
    return isinstance(value, list)


@register.filter
def is_address(value: object) -> bool:
    """Whether it leads to a page of this site, and nowhere else."""
    return isinstance(value, str) and value.startswith(f"{settings.BASE_URL}/") and " " not in value


@register.filter
def plain(value: Any) -> SafeString:
    """As it is read: times in Seoul's, yes and no in words, text escaped and set as Korean is."""
    if isinstance(value, bool):
        value = gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        value = formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return SafeString(korean.joined(escape(value)))


@register.filter
def as_time(text: str) -> str:
    """A time that a notice names, as its reader writes it."""
    when = parse_datetime(text)
    return formats.date_format(timezone.localtime(when), "DATETIME_FORMAT") if when else ""
