"""Blocks of words and pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(label=_("described for those who cannot see it"), max_length=300)
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("credit"), required=False, max_length=100)

    class Meta:
        icon = "image"
        label = _("image")
        template = "articles/blocks/image.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"), rows=3)
    by = blocks.CharBlock(label=_("said by"), required=False, max_length=100)

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "articles/blocks/quotation.html"


class SourceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("source"), max_length=300)
    url = blocks.URLBlock(label=_("link"), required=False)

    class Meta:
        icon = "link"
        label = _("source")
