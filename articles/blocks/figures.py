"""Blocks of numbers: key figures, and a chart drawn from a small table."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from accounts.models import Field
from articles.charts import Row, draw

MOST_FIGURES = 4
MOST_ROWS = 12
UNIT_HELP = _("For example %, 배, 년. It follows the number without a space.")


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("figure"), max_length=8, help_text=_("For example 57, 0.5 or 1,284."))
    unit = blocks.CharBlock(label=_("unit"), required=False, max_length=6, help_text=UNIT_HELP)
    words = blocks.CharBlock(label=_("what it tells"), max_length=120)

    class Meta:
        label = _("figure")


class FiguresBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=80)
    figures = blocks.ListBlock(FigureBlock(), label=_("figures"), min_num=1, max_num=MOST_FIGURES)
    source = blocks.CharBlock(label=_("source"), max_length=300, help_text=_("Who found it, when, and by asking how many."))

    class Meta:
        icon = "decimal"
        label = _("key figures")
        template = "articles/blocks/figures.html"


class RowBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("name"), max_length=18)  # stands in one line with its number on the narrowest screen
    value = blocks.DecimalBlock(label=_("number"), max_digits=12, decimal_places=4)
    field = blocks.ChoiceBlock(
        label=_("dye"),
        choices=[("", _("Ink: not a profession")), *Field.choices],
        required=False,
        search_index=False,  # no column is about law because a bar is blue
        help_text=_("Colour belongs to people: choose the field only where the name is a profession."),
    )

    class Meta:
        label = _("row")
        label_format = "{label} {value}"


class ChartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    unit = blocks.CharBlock(label=_("unit"), required=False, max_length=6, help_text=UNIT_HELP)
    rows = blocks.ListBlock(RowBlock(), label=_("rows"), min_num=1, max_num=MOST_ROWS)
    source = blocks.CharBlock(label=_("source"), max_length=300, help_text=_("Who found it, when, and by asking how many."))

    class Meta:
        icon = "table"
        label = _("chart")
        template = "articles/blocks/chart.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """A draft's rows may still lack their numbers; they are left out."""
        rows = [Row(row["label"], row["value"], row["field"]) for row in value["rows"] if row["value"] is not None]
        return {**super().get_context(value, parent_context), "chart": draw(rows, value["unit"] or "")}
