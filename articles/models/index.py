"""The list of all columns, and the parent of each."""

from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from .column import ColumnPage, ColumnQuerySet

COLUMNS_A_PAGE = 12


class ColumnIndexPage(Page):
    introduction = models.CharField(_("introduction"), max_length=200, blank=True)

    parent_page_types = ["articles.HomePage"]
    subpage_types = ["articles.ColumnPage"]
    max_count = 1
    template = "articles/column_index_page.html"
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines"))]

    class Meta:
        verbose_name = _("list of columns")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The address of this list is one that others rely on: it does not follow the title."""
        self.slug = "columns"
        super().full_clean(*args, **kwargs)

    def columns(self) -> ColumnQuerySet:
        return ColumnPage.objects.child_of(self).newest().for_teasers()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        columns: ListPage = Paginator(self.columns(), COLUMNS_A_PAGE).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "columns": columns}
