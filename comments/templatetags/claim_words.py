"""What the notices and letters about claims need: their context holds keys and times as JSON has them."""

from datetime import datetime

from django import template
from django.utils import formats
from django.utils.timezone import localtime

from comments.models import Ground

register = template.Library()


@register.filter
def ground_name(key: str) -> str:
    return str(Ground(key).label) if key in Ground.values else key


@register.filter
def in_words(iso: str) -> str:
    """Day and time, in Seoul."""
    return formats.date_format(localtime(datetime.fromisoformat(iso)), "DATETIME_FORMAT") if iso else ""
