"""Blocks of numbers: key figures, and a chart drawn from a small table.

`told` gives the lines that a reader reads, each once, without the interface's words (articles/reading.py).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from accounts.models import Field
from articles.charts import Chart, Row, draw

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

    def told(self, value: Any) -> list[str]:
        figures = [f"{figure['value']}{figure['unit'] or ''} {figure['words']}" for figure in value["figures"]]
        return [value["heading"], *figures, value["source"]]


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

    def chart(self, value: Any) -> Chart:
        """A draft's rows may still lack their numbers; they are left out."""
        rows = [Row(row["label"], row["value"], row["field"] or "") for row in value["rows"] if row["value"] is not None]
        return draw(rows, value["unit"] or "")

    def told(self, value: Any) -> list[str]:
        return [value["title"], *(f"{bar.label} {bar.number}" for bar in self.chart(value).bars), value["source"]]

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "chart": self.chart(value)}
