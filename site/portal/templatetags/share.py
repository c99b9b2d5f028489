"""The share picture of a column, for the head of its page."""

from typing import Any

from django import template

from articles.addresses import absolute
from articles.models import ColumnPage
from portal.share.drawing import HEIGHT, WIDTH
from portal.share.poster import address_of, poster_of

register = template.Library()


@register.simple_tag
def share_picture(column: ColumnPage) -> dict[str, Any]:
    """Where it is and what it shows; nothing is drawn for it yet. The column has its `talk` (attach_talk)."""
    poster = poster_of(column, column.talk)
    return {"url": absolute(address_of(column, poster)), "width": WIDTH, "height": HEIGHT, "alt": poster.alt}
