"""The log of corrections below a column."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CorrectionBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("date"))
    text = blocks.CharBlock(label=_("what was corrected"), max_length=300)

    class Meta:
        icon = "edit"
        label = _("correction")
