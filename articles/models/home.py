"""The front page: one column leads, the newest follow."""

import unicodedata
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from accounts.prepared import Prepared

from .column import ColumnPage

NEWEST = 6


def _called(slug: str, depth: int) -> models.QuerySet[ColumnPage]:
    """With the cover, and with whether any page of the site may be read by some only: most sites have none."""
    columns = ColumnPage.objects.live().filter(slug=slug, depth=depth).select_related("cover")
    return columns.annotate(may_be_restricted=models.Exists(PageViewRestriction.objects.all()))


_columns_called: Prepared[ColumnPage] = Prepared(_called, str, int, by_key=True)


class HomePage(Page):
    lead = models.ForeignKey(
        ColumnPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leading column"),
        help_text=_("Empty: the newest column leads."),
    )
    introduction = models.CharField(_("the publication in one sentence"), max_length=200, blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.ColumnIndexPage", "articles.TextPage"]
    max_count = 1
    template = "articles/home_page.html"
    content_panels = [*Page.content_panels, PageChooserPanel("lead"), FieldPanel("introduction")]

    class Meta:
        verbose_name = _("front page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Every address below is looked for in NFC, the form in which slugs are stored."""
        components = [unicodedata.normalize("NFC", component) for component in path_components]
        column = self._column_at(components)
        return RouteResult(column) if column else super().route(request, components)

    def _column_at(self, components: list[str]) -> ColumnPage | None:
        """A published column by its whole address: what is read most often need not be looked for one part of the address at a time."""
        if len(components) < 2:  # a column has a list above it
            return None
        address = "/".join([self.url_path.rstrip("/"), *components, ""])
        found = _columns_called(components[-1], self.depth + len(components))
        return next((column for column in found if column.url_path == address and column.path.startswith(self.path)), None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        newest = list(ColumnPage.objects.newest().for_teasers()[: NEWEST + 1])
        lead = self._lead_among(newest)
        columns = [column for column in newest if lead is None or column.pk != lead.pk][:NEWEST]
        return {
            **super().get_context(request, *args, **kwargs),
            "lead": lead,
            "columns": columns,
            "shown": [lead, *columns] if lead else [],
        }

    def _lead_among(self, newest: list[ColumnPage]) -> ColumnPage | None:
        """The column chosen to lead, if it is public; else the newest."""
        if self.lead_id:
            chosen = next((column for column in newest if column.pk == self.lead_id), None)
            chosen = chosen or ColumnPage.objects.newest().for_teasers().filter(pk=self.lead_id).first()
            if chosen:
                return chosen
        return newest[0] if newest else None
