"""A page of text that is no column: about us, help, contact."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from articles.forms import TextPageForm
from articles.slugs import check_root

ROOT_DEPTH = 3  # of a page right below the front page


class TextPage(Page):
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])

    base_form_class = TextPageForm
    parent_page_types = ["articles.HomePage", "articles.TextPage"]
    template = "articles/text_page.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("text page")

    def clean(self) -> None:
        super().clean()
        if self.depth == ROOT_DEPTH:
            check_root(self.slug)
