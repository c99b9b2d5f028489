"""All the blocks that a column's body is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .embed import EmbedBlock
from .figures import ChartBlock, FiguresBlock
from .text import ImageBlock, QuotationBlock, SourceBlock

INLINE = ["bold", "italic", "link", "superscript"]


class BodyBlock(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock(
        label=_("paragraph"),
        features=[*INLINE, "ol", "ul", "h2", "h3"],
        template="articles/blocks/paragraph.html",
        help_text=_("A whole text may be pasted here: saving makes one block of each paragraph and heading."),
    )
    heading = blocks.CharBlock(label=_("heading"), icon="title", max_length=80, template="articles/blocks/heading.html")
    quotation = QuotationBlock()
    pull_quote = blocks.TextBlock(
        label=_("pull quote"), icon="openquote", rows=2, max_length=200, template="articles/blocks/pull_quote.html"
    )
    image = ImageBlock()
    figures = FiguresBlock()
    chart = ChartBlock()
    embed = EmbedBlock()
    sources = blocks.ListBlock(SourceBlock(), label=_("sources"), icon="list-ol", template="articles/blocks/sources.html")
