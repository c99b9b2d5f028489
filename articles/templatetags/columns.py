"""How columns are shown: pictures, and what machines read about a column."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import BoundBlock
from wagtail.images.models import AbstractImage
from wagtail.rich_text import expand_db_html

from accounts.korean import joined
from articles.addresses import absolute, korean_path
from articles.linked_data import article
from articles.models import ColumnPage
from articles.pictures import sizes_of

register = template.Library()
# So that no text can end the script element (HTML, section 4.12.1.3).
ESCAPES = {ord(mark): f"\\u{ord(mark):04X}" for mark in "<>&\u2028\u2029"}


@register.simple_tag
def picture(image: AbstractImage, alt: str, loading: str = "lazy") -> SafeString:
    """An `img` in the sizes that were made at publication; before that, the file as it was uploaded."""
    sizes = sizes_of(image)
    source = sizes[-1] if sizes else image
    srcset = ", ".join(f"{size.url} {size.width}w" for size in sizes)
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}" loading="{}" decoding="async">',
        source.url if sizes else image.file.url,
        format_html(' srcset="{}" sizes="(min-width: 62rem) 40rem, 92vw"', srcset) if sizes else "",
        source.width, source.height, alt, loading,
    )  # fmt: skip


@register.filter
def address(column: ColumnPage) -> str:
    """The column's address in Korean, with the site's name."""
    return absolute(korean_path(column))


@register.filter
def paragraph(block: BoundBlock) -> SafeString:
    """A paragraph as its own template has it (articles/blocks/paragraph.html), without asking that template: a column has dozens."""
    source = block.value.source
    return SafeString(joined(expand_db_html(source) if "<a" in source or "<embed" in source else source))


@register.simple_tag
def article_data(column: ColumnPage, publication: str) -> SafeString:
    """What search engines read about a column (schema.org Article), as the text of a `script` element of data."""
    return mark_safe(json.dumps(article(column, str(publication)), ensure_ascii=False).translate(ESCAPES))
