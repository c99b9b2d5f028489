"""Atom feeds (RFC 4287): all columns, and those of a profession, a columnist or a topic. The newest thirty of each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe
from wagtail.models import Site

from accounts.models import Profession
from accounts.text import fold
from articles.addresses import absolute, korean_path
from articles.models import Author, ColumnPage, Topic
from articles.models.column import ColumnQuerySet

MOST = 30


class ColumnsFeed(Feed):
    """Entries are known by their short permanent address, so that a renamed column is not announced again."""

    feed_type = Atom1Feed
    language = "ko"

    @classmethod
    def as_view(cls) -> Callable[..., HttpResponse]:
        """A feed of its own for each request: Django's would share what it keeps while answering."""
        return require_safe(lambda request, **kwargs: cls()(request, **kwargs))

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override("ko"):  # one address and one language, whoever reads
            self.feed_url = absolute(request.path)
            response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = "public, max-age=300"
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.publication = getattr(Site.find_for_request(request), "site_name", "") or gettext("Gongron")
        return None

    def columns(self, about: Any) -> ColumnQuerySet:
        return ColumnPage.objects.newest()

    def items(self, about: Any) -> list[ColumnPage]:
        return list(self.columns(about).for_teasers().prefetch_related("topics")[:MOST])

    def title(self, about: Any) -> str:
        return f"{self.publication}: {about}" if about else self.publication

    def link(self, about: Any) -> str:
        return absolute(about.get_absolute_url() if about else "/columns/")

    def subtitle(self, about: Any) -> str:
        return gettext("Columns on %(about)s") % {"about": about} if about else gettext("New columns")

    def item_title(self, item: ColumnPage) -> str:
        return item.title

    def item_description(self, item: ColumnPage) -> str:
        return item.dek

    def item_link(self, item: ColumnPage) -> str:
        return absolute(korean_path(item))

    def item_guid(self, item: ColumnPage) -> str:
        return absolute(reverse("short_link", args=[item.pk]))

    def item_pubdate(self, item: ColumnPage) -> datetime:
        return item.shown_date

    def item_updateddate(self, item: ColumnPage) -> datetime:
        return max(item.shown_date, item.last_published_at or item.shown_date)

    def item_author_name(self, item: ColumnPage) -> str:
        return ", ".join(author.name for author in item.authors)

    def item_categories(self, item: ColumnPage) -> list[str]:
        return [profession.name for profession in item.professions.all()] + [topic.name for topic in item.topics.all()]


class ProfessionFeed(ColumnsFeed):
    """A former address, and that of a profession that was merged, lead to the feed as it is called now."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        profession = Profession.objects.find(kwargs["slug"])
        if profession and profession.slug != kwargs["slug"]:
            return HttpResponsePermanentRedirect(reverse("profession_feed", args=[profession.slug]))
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, slug: str) -> Profession:
        super().get_object(request)
        profession = Profession.objects.find(slug)
        if profession is None:
            raise Http404
        return profession

    def columns(self, about: Profession) -> ColumnQuerySet:
        return ColumnPage.objects.newest().about(about)


class PersonFeed(ColumnsFeed):
    def get_object(self, request: HttpRequest, handle: str) -> Author:
        super().get_object(request)
        return get_object_or_404(Author, handle_key=fold(handle))

    def columns(self, about: Author) -> ColumnQuerySet:
        return ColumnPage.objects.newest().by(about)


class TopicFeed(ColumnsFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Topic:
        super().get_object(request)
        return get_object_or_404(Topic, slug=slug)

    def columns(self, about: Topic) -> ColumnQuerySet:
        return ColumnPage.objects.newest().on(about)
