"""The column: what an editor publishes."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from accounts.gone import Gone
from accounts.models import Profession, User
from accounts.text import clean_line
from articles.addresses import absolute
from articles.blocks import BodyBlock
from articles.corrections import CorrectionBlock
from articles.forms import ColumnForm
from articles.loading import anything_is_restricted, load_relations
from articles.paragraphs import split_paragraphs
from articles.pictures import load_sizes
from articles.reading import count_characters, reading_minutes, text_of, words_of
from articles.slugs import free_slug, korean_slug
from articles.widgets import FilteredChoices

from .author import Author
from .topic import Topic


class ColumnQuerySet(PageQuerySet):
    def newest(self) -> "ColumnQuerySet":
        """Published columns, newest first. An alias shows what is listed already under its source's address."""
        return self.live().public().filter(alias_of=None).order_by("-date", "-pk")

    def about(self, profession: Profession) -> "ColumnQuerySet":
        """Those that concern a profession, or one that was merged into it."""
        tags = ColumnPage.professions.through.objects.filter(Q(profession=profession) | Q(profession__alias_of=profession))
        return self.filter(pk__in=tags.values("columnpage"))

    def on(self, topic: Topic) -> "ColumnQuerySet":
        return self.filter(topics=topic)

    def by(self, author: Author) -> "ColumnQuerySet":
        return self.filter(column_authors__author=author)

    def for_teasers(self) -> "ColumnQuerySet":
        """With everything that a teaser reads, so that a list costs a fixed number of queries. The body stays in the database."""
        return self.defer("body", "corrections").select_related("cover").prefetch_related("column_authors__author", "professions")


class ColumnPage(Page):
    title: str  # declared by Wagtail, which has no types
    slug: str
    dek = models.TextField(_("dek"), max_length=200, blank=True, help_text=_("One or two sentences below the title."))
    date = models.DateTimeField(_("date"), null=True, blank=True, help_text=_("As shown to readers. Empty: the moment of publication."))
    cover = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover"))
    cover_alt = models.CharField(_("cover described for those who cannot see it"), max_length=300, blank=True)
    cover_credit = models.CharField(_("cover credit"), max_length=100, blank=True)
    professions = ParentalManyToManyField(Profession, blank=True, related_name="columns", verbose_name=_("professions concerned"))
    topics = ParentalManyToManyField(Topic, blank=True, related_name="columns", verbose_name=_("topics"))
    body = StreamField(BodyBlock(), verbose_name=_("text"))
    corrections = StreamField([("correction", CorrectionBlock())], verbose_name=_("corrections"), blank=True)
    characters = models.PositiveIntegerField(default=0, editable=False)  # of the body, white space left out

    objects = PageManager.from_queryset(ColumnQuerySet)()
    base_form_class = ColumnForm
    parent_page_types = ["articles.ColumnIndexPage"]
    subpage_types: list[str] = []
    template = "articles/column_page.html"
    search_fields = [*Page.search_fields, index.SearchField("dek"), index.SearchField("body"), index.FilterField("date")]

    content_panels = [
        *Page.content_panels,
        FieldPanel("dek"),
        MultipleChooserPanel("column_authors", chooser_field_name="author", label=_("columnist"), heading=_("columnists")),
        FieldPanel("professions", widget=FilteredChoices(group_by="get_field_display")),
        FieldPanel("topics", widget=FilteredChoices()),
        FieldPanel("body"),
        FieldPanel("corrections"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt"), FieldPanel("cover_credit")], heading=_("cover")),
        FieldPanel("date"),
    ]

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.tidy()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """What Wagtail does instead of `full_clean` to a page that is saved as a draft."""
        self.tidy()
        super().minimal_clean()

    def tidy(self) -> None:
        """Before every way of saving: one form for title and address, one block for each paragraph, the length."""
        self.title, self.dek = clean_line(self.title), clean_line(self.dek)
        self.slug = korean_slug(self.slug)  # where none was given, Wagtail makes one of the title
        self.body = split_paragraphs(self.body)
        self.characters = count_characters(self.body_text())
        self.take_merged_professions()

    def take_merged_professions(self) -> None:
        """What a draft or an older revision names may have been merged since: it stands for what it was merged into, once."""
        if "professions" not in self.__dict__.get("_cluster_related_objects", {}):
            return  # as they are in the database, where merging has moved them
        named = list(self.professions.all())
        if any(profession.alias_of_id for profession in named):
            self.professions = list({one.pk: one for one in (profession.stands_for for profession in named)}.values())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Dates it when it becomes public. A page that is to be published later is saved as live for a moment; that is not yet its day."""
        scheduled = self.go_live_at and self.go_live_at > timezone.now()
        if self.live and not scheduled and self.date is None:
            self.date = self.first_published_at or timezone.now()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.cover and not self.cover_alt.strip():
            raise ValidationError({"cover_alt": _("Please describe the cover for those who cannot see it.")})

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        """Wagtail's own makes no room for the number that keeps it apart from its siblings."""
        parent = self.get_parent()
        return free_slug(korean_slug(base_slug), lambda slug: self._slug_is_available(slug, parent, self))

    def body_text(self) -> str:
        """What is to be read, without markup: paragraphs, headings, quotations, figures and captions, not the sources."""
        return "\n".join(text_of(block) for block in self.text_blocks)

    @property
    def shown_date(self) -> datetime:
        """For a draft without a date, as it would read if it were published now."""
        return self.date or timezone.now()

    @property
    def minutes(self) -> int:
        return reading_minutes(self.characters)

    @property
    def authors(self) -> list[Author]:
        return [row.author for row in self.column_authors.all()]

    @property
    def writers(self) -> list[User]:
        """The columnists who have an account here; where none has, who brought the column in."""
        return [author.user for author in self.authors if author.user] or ([self.owner] if self.owner else [])

    @property
    def short_url(self) -> str:
        return reverse("short_link", args=[self.pk])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if not getattr(request, "is_preview", False):  # a preview has its relations in memory, not in the database
            load_relations(self)
        load_sizes(self)
        return {**super().get_context(request, *args, **kwargs), "shown": [self]}

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Most publications restrict nothing; then there is no need to look for what is above."""
        known = getattr(self, "may_be_restricted", None)
        may_be = anything_is_restricted() if known is None else known
        return super().get_view_restrictions() if may_be else PageViewRestriction.objects.none()

    @property
    def permanent_address(self) -> str:
        """As it is passed on: with the site's name, whatever the reader's language."""
        with override("ko"):
            return absolute(self.short_url)

    def forget_words(self) -> None:
        """Deleted by decision: what it says is gone, with its pictures. By whom it is and what it concerned stays."""
        self.dek = self.cover_alt = self.cover_credit = ""
        self.cover, self.characters = None, 0
        self.body, self.corrections = [], []

    @property
    def text_blocks(self) -> list[Any]:
        return [block for block in self.body if block.block_type != "sources"]

    @cached_property
    def paragraphs(self) -> dict[str, str]:
        """The text of each paragraph by its block's id, in their order: what readers can comment on."""
        blocks = [block for block in self.body if block.block_type == "paragraph"]
        return {block.id: " ".join(words_of(block.value.source).split()) for block in blocks}

    @cached_property
    def asked_professions(self) -> list[Profession]:
        """Those whose view the editors have asked for; read with the column's other relations where it is shown to readers."""
        return [call.profession for call in self.calls.model.objects.standing().of(self)]

    @property
    def sources(self) -> list[Any]:
        return [source for block in self.body if block.block_type == "sources" for source in block.value]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A column that was public and is no longer published is gone, not unknown."""
        if not path_components and not self.live and self.first_published_at:
            raise Gone(gettext("This column is no longer published."), page=self.pk)
        return super().route(request, path_components)


class ColumnAuthor(Orderable):
    page = ParentalKey(ColumnPage, on_delete=models.CASCADE, related_name="column_authors")
    author = models.ForeignKey(Author, models.PROTECT, related_name="column_authors", verbose_name=_("columnist"))

    panels = [FieldPanel("author")]

    def __str__(self) -> str:
        return self.author.name
